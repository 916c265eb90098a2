package org.layerparallel.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS from a jar on the class path, with nothing installed. JavaCPP extracts the library once for each machine and
 * user into a cache, under a lock that all processes share, and loads it with what it needs; netlib's JNI, whose calls
 * copy nothing, is then told its path.
 */
final class OpenBlas {

  /** Where netlib's JNI looks for the library. */
  private static final String LIBRARY_PATH = "dev.ludovic.netlib.blas.nativeLibPath";

  private OpenBlas() {}

  /**
   * Loads it, for calls that each run on the caller's thread alone.
   *
   * @throws IllegalStateException if there is none for this platform, or it does not load
   */
  static BLAS load() {
    try {
      if (System.getProperty(LIBRARY_PATH) == null) {
        String extracted = Loader.load(openblas_nolapack.class);
        // Tasks are as many as cores already.
        openblas_nolapack.blas_set_num_threads(1);
        System.setProperty(LIBRARY_PATH, beside(extracted));
      }
      return NativeBLAS.getInstance();
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(reason(e), e);
    }
  }

  /** The library in the directory of the JNI library that JavaCPP names. */
  private static String beside(String extracted) {
    String name = System.mapLibraryName("openblas_nolapack");
    String version = name.endsWith(".so") ? ".0" : "";
    return extracted.substring(0, lastSeparator(extracted) + 1) + name + version;
  }

  private static int lastSeparator(String path) {
    return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.toString() : message.lines().findFirst().orElse(cause.toString());
  }
}
