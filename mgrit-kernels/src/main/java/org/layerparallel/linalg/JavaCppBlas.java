package org.layerparallel.linalg;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_ddot;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import java.nio.DoubleBuffer;

/**
 * OpenBLAS as JavaCPP calls it, on every platform there is a library for. Operands are copied out of the heap, each
 * thread having memory for them, as JavaCPP's own calls on arrays would copy whole arrays. netlib's JNI copies nothing;
 * the bits are the same.
 *
 * @param remark why it is not netlib's JNI that calls
 */
record JavaCppBlas(String remark) implements DoubleBlas {

  private static final ThreadLocal<Operands> OPERANDS = ThreadLocal.withInitial(Operands::new);

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
    Operands operands = OPERANDS.get();
    DoubleBuffer left = operands.first.holding(m * k, a, aAt);
    DoubleBuffer right = operands.second.holding(k * n, b, bAt);
    DoubleBuffer result = beta == 0 ? operands.third.of(m * n) : operands.third.holding(m * n, c, cAt);
    int aRows = opA.equals("N") ? m : k;
    int bRows = opB.equals("N") ? k : n;
    cblas_dgemm(CblasColMajor, op(opA), op(opB), m, n, k, 1, left, aRows, right, bRows, beta, result, m);
    result.get(c, cAt, m * n);
  }

  @Override
  public double ddot(int n, double[] x, int xAt, double[] y, int yAt) {
    Operands operands = OPERANDS.get();
    return cblas_ddot(n, operands.first.holding(n, x, xAt), 1, operands.second.holding(n, y, yAt), 1);
  }

  private static int op(String name) {
    return name.equals("N") ? CblasNoTrans : CblasTrans;
  }

  /** A thread's memory. */
  private static final class Operands {
    private final OffHeap first = new OffHeap();
    private final OffHeap second = new OffHeap();
    private final OffHeap third = new OffHeap();
  }
}
