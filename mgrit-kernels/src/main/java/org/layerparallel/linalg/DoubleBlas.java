package org.layerparallel.linalg;

/**
 * The calls of the BLAS that the kernels make. Matrices are column-major and dense, so a leading dimension is the
 * number of rows as stored. Calls come from several threads at once.
 */
interface DoubleBlas {

  /**
   * {@code C = op(A) op(B) + beta C}, where op is "N", the matrix itself, or "T", its transpose.
   *
   * @param a op(A) is m x k, read from {@code aAt}
   * @param b op(B) is k x n, read from {@code bAt}
   * @param c m x n, written from {@code cAt}, and read if {@code beta} is not 0
   */
  void dgemm(
      String opA,
      String opB,
      int m,
      int n,
      int k,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double beta,
      double[] c,
      int cAt);

  /** {@code x . y} over {@code n} entries. */
  double ddot(int n, double[] x, int xAt, double[] y, int yAt);

  /** For people: why calls do not go the usual way; blank if they do. */
  default String remark() {
    return "";
  }
}
