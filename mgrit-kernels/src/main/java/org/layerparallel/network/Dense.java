package org.layerparallel.network;

import org.layerparallel.linalg.Gemm;
import org.layerparallel.linalg.Sums;

/**
 * The affine map {@code z = K x + b} of a dense layer and the two products of its derivative, on one tile of n
 * examples. Weights lie in a vector as {@link DenseShape} says.
 */
final class Dense {

  private Dense() {}

  /**
   * {@code z = K x}; the bias is for the pass over z that follows.
   *
   * @param theta weights, read from {@code at}
   * @param x inputs x n, read from {@code xAt}
   * @param z outputs x n, written from 0
   */
  static void product(
      DenseShape shape, double[] theta, int at, double[] x, int xAt, int n, double[] z) {
    Gemm.product(shape.outputs(), n, shape.inputs(), theta, at, x, xAt, z, 0);
  }

  /** The bias of output channel {@code o}. */
  static double bias(DenseShape shape, double[] theta, int at, int o) {
    int biasAt = at + shape.matrixSize();
    return theta[shape.bias() == BiasKind.SCALAR ? biasAt : biasAt + o];
  }

  /** {@code z = K x + b}; arguments as in {@link #product}. */
  static void affine(
      DenseShape shape, double[] theta, int at, double[] x, int xAt, int n, double[] z) {
    product(shape, theta, at, x, xAt, n, z);
    for (int o = 0; o < shape.outputs(); o++) {
      double b = bias(shape, theta, at, o);
      for (int e = o * n; e < (o + 1) * n; e++) {
        z[e] += b;
      }
    }
  }

  /**
   * {@code x += K^T d}.
   *
   * @param theta weights, read from {@code at}
   * @param d outputs x n, read from 0
   * @param x inputs x n, added to from {@code xAt}
   */
  static void addTransposed(
      DenseShape shape, double[] theta, int at, double[] d, int n, double[] x, int xAt) {
    Gemm.addTransposedProduct(shape.inputs(), n, shape.outputs(), theta, at, d, 0, x, xAt);
  }

  /**
   * Adds the derivative of {@code d . (K x + b)} by the weights: {@code d x^T} and the sums of d over examples.
   *
   * @param d outputs x n, read from 0
   * @param x inputs x n, read from {@code xAt}
   * @param gradient added to from {@code at}, laid out as the weights
   */
  static void addGradient(
      DenseShape shape, double[] d, double[] x, int xAt, int n, double[] gradient, int at) {
    Gemm.addProductTransposed(shape.outputs(), shape.inputs(), n, d, 0, x, xAt, gradient, at);
    int biasAt = at + shape.matrixSize();
    boolean scalar = shape.bias() == BiasKind.SCALAR;
    for (int o = 0; o < shape.outputs(); o++) {
      gradient[scalar ? biasAt : biasAt + o] += Sums.of(n, d, o * n);
    }
  }
}
