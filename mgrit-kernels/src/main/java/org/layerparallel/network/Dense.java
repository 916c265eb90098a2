package org.layerparallel.network;

import java.util.Arrays;
import org.layerparallel.linalg.Gemm;

/**
 * The affine map {@code z = K x + b} of a dense layer and the two products of its derivative, on one tile of n
 * examples. Weights lie in a vector as {@link DenseShape} says.
 */
final class Dense {

  private Dense() {}

  /**
   * {@code z = K x + b}.
   *
   * @param theta weights, read from {@code at}
   * @param x inputs x n, read from {@code xAt}
   * @param z outputs x n, written from 0
   */
  static void affine(
      DenseShape shape, double[] theta, int at, double[] x, int xAt, int n, double[] z) {
    int biasAt = at + shape.matrixSize();
    if (shape.bias() == BiasKind.SCALAR) {
      Arrays.fill(z, 0, shape.outputs() * n, theta[biasAt]);
    } else {
      for (int o = 0; o < shape.outputs(); o++) {
        Arrays.fill(z, o * n, (o + 1) * n, theta[biasAt + o]);
      }
    }
    Gemm.addProduct(shape.outputs(), n, shape.inputs(), theta, at, x, xAt, z, 0);
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
      double sum = 0;
      for (int e = o * n; e < (o + 1) * n; e++) {
        sum += d[e];
      }
      gradient[scalar ? biasAt : biasAt + o] += sum;
    }
  }
}
