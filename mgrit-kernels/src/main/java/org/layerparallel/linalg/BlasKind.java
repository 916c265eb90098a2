package org.layerparallel.linalg;

import java.util.Locale;

/** The implementations of the BLAS that the kernels can call. Each rounds in its own way, so a run uses one. */
public enum BlasKind {
  /** OpenBLAS, called through netlib's JNI or, where there is none, JavaCPP's. */
  NATIVE,
  /** netlib's for Java's Vector API, in a JVM started with {@code --add-modules jdk.incubator.vector}. */
  VECTOR,
  /** netlib's in plain Java, which every JVM runs. */
  JAVA;

  /** Its name in settings. */
  public String setting() {
    return name().toLowerCase(Locale.ROOT);
  }
}
