package org.layerparallel.linalg;

/**
 * The BLAS calls of the kernels, on row-major matrices that lie anywhere in a vector; see {@link Blas} for what answers
 * them. The same call gives the same result every time, whoever makes it.
 */
public final class Gemm {

  private static final DoubleBlas BLAS = Blas.calls();

  private Gemm() {}

  /**
   * {@code C = A B}.
   *
   * @param a m x k, read from {@code aAt}
   * @param b k x n, read from {@code bAt}
   * @param c m x n, written from {@code cAt}
   */
  public static void product(
      int m, int n, int k, double[] a, int aAt, double[] b, int bAt, double[] c, int cAt) {
    // A row-major matrix is its transpose to the column-major BLAS: C^T = B^T A^T.
    BLAS.dgemm("N", "N", n, m, k, b, bAt, a, aAt, 0, c, cAt);
  }

  /**
   * {@code C += A^T B}.
   *
   * @param a k x m, read from {@code aAt}
   * @param b k x n, read from {@code bAt}
   * @param c m x n, added to from {@code cAt}
   */
  public static void addTransposedProduct(
      int m, int n, int k, double[] a, int aAt, double[] b, int bAt, double[] c, int cAt) {
    BLAS.dgemm("N", "T", n, m, k, b, bAt, a, aAt, 1, c, cAt);
  }

  /**
   * {@code C += A B^T}.
   *
   * @param a m x k, read from {@code aAt}
   * @param b n x k, read from {@code bAt}
   * @param c m x n, added to from {@code cAt}
   */
  public static void addProductTransposed(
      int m, int n, int k, double[] a, int aAt, double[] b, int bAt, double[] c, int cAt) {
    BLAS.dgemm("T", "N", n, m, k, b, bAt, a, aAt, 1, c, cAt);
  }

  /** {@code x . y} over {@code count} entries. */
  public static double dot(int count, double[] x, int xAt, double[] y, int yAt) {
    return BLAS.ddot(count, x, xAt, y, yAt);
  }

  /**
   * {@code y += a x} for the {@code count} entries from {@code at} on, each rounded alike wherever a vector is cut. The
   * daxpy of netlib's Vector API implementation rounds the entries left over after the last full register otherwise than
   * the others.
   */
  public static void addScaled(int count, double a, double[] x, double[] y, int at) {
    for (int i = 0; i < count; i++) {
      y[at + i] += a * x[at + i];
    }
  }
}
