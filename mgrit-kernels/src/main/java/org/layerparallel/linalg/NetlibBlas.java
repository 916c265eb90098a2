package org.layerparallel.linalg;

import dev.ludovic.netlib.blas.BLAS;

/** An implementation of netlib's, native or Java. */
record NetlibBlas(BLAS blas) implements DoubleBlas {

  @Override
  public void dgemm(
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
      int cAt) {
    int aRows = opA.equals("N") ? m : k;
    int bRows = opB.equals("N") ? k : n;
    blas.dgemm(opA, opB, m, n, k, 1, a, aAt, aRows, b, bAt, bRows, beta, c, cAt, m);
  }

  @Override
  public double ddot(int n, double[] x, int xAt, double[] y, int yAt) {
    return blas.ddot(n, x, xAt, 1, y, yAt, 1);
  }
}
