package org.layerparallel.linalg;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS from a jar on the class path, with nothing installed. JavaCPP extracts the library once for each machine and
 * user into a cache, under a lock that all processes share, and loads it with what it needs. Calls go through netlib's
 * JNI, which copies nothing, where it is to be had, otherwise through JavaCPP's; both give the same bits.
 */
final class OpenBlas {

  /** System property for tests and benchmarks: {@code javacpp} lets JavaCPP call where netlib's JNI would. */
  static final String CALLS = "layerparallel.openblas.calls";

  /** Where netlib's JNI looks for the library. */
  private static final String LIBRARY_PATH = "dev.ludovic.netlib.blas.nativeLibPath";

  /** What netlib's jar has JNI for. */
  private static final Set<String> NETLIB_PLATFORMS = Set.of("Linux amd64", "Linux aarch64");

  private OpenBlas() {}

  /**
   * Loads it, for calls that each run on the caller's thread alone.
   *
   * @throws IllegalStateException if there is none for this platform, or it does not load
   */
  static DoubleBlas load() {
    try {
      if (System.getProperty(LIBRARY_PATH) != null) {
        return new NetlibBlas(NativeBLAS.getInstance());
      }
      String extracted = Loader.load(openblas_nolapack.class);
      // Tasks are as many as cores already.
      openblas_nolapack.blas_set_num_threads(1);
      return calling(extracted);
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(reason(e), e);
    }
  }

  private static DoubleBlas calling(String extracted) {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if ("javacpp".equals(System.getProperty(CALLS))) {
      return throughJavaCpp(CALLS + " demands it");
    }
    if (!NETLIB_PLATFORMS.contains(platform)) {
      return throughJavaCpp("netlib has no JNI for " + platform);
    }
    System.setProperty(LIBRARY_PATH, beside(extracted));
    try {
      return new NetlibBlas(NativeBLAS.getInstance());
    } catch (LinkageError | RuntimeException e) {
      // It extracts itself into the directory for temporary files, from which some machines let nobody load code.
      System.clearProperty(LIBRARY_PATH);
      return throughJavaCpp("netlib's JNI does not load: " + reason(e));
    }
  }

  private static DoubleBlas throughJavaCpp(String why) {
    return new JavaCppBlas("called through JavaCPP, as " + why);
  }

  /** The library in the directory of the JNI library that JavaCPP names. */
  private static String beside(String extracted) {
    return extracted.substring(0, extracted.lastIndexOf('/') + 1) + "libopenblas_nolapack.so.0";
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
