package org.layerparallel.linalg;

/**
 * Sums over parts of vectors that the BLAS has no call for. Four at a time, as each addition would otherwise wait for the
 * one before; always in the same order.
 */
public final class Sums {

  private Sums() {}

  /** Sum of {@code count} entries. */
  public static double of(int count, double[] x, int at) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      s0 += x[at + i];
      s1 += x[at + i + 1];
      s2 += x[at + i + 2];
      s3 += x[at + i + 3];
    }
    for (; i < count; i++) {
      s0 += x[at + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Squared 2-norm of the difference of {@code count} entries. */
  public static double squaredDistance(int count, double[] x, int xAt, double[] y, int yAt) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      double d0 = x[xAt + i] - y[yAt + i];
      double d1 = x[xAt + i + 1] - y[yAt + i + 1];
      double d2 = x[xAt + i + 2] - y[yAt + i + 2];
      double d3 = x[xAt + i + 3] - y[yAt + i + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < count; i++) {
      double d = x[xAt + i] - y[yAt + i];
      s0 += d * d;
    }
    return (s0 + s1) + (s2 + s3);
  }
}
