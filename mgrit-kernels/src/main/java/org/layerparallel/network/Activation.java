package org.layerparallel.network;

import java.io.Serializable;

/**
 * An activation sigma with its derivative. The array methods are the hot ones: contiguous, branch-free, so that the
 * compiler vectorizes them; the scalar ones define them.
 */
public sealed interface Activation extends Serializable permits SmoothedRelu, Relu, Tanh {

  /** sigma(x). */
  double value(double x);

  /** sigma'(x). */
  double derivative(double x);

  /**
   * {@code out[i] = u[i] + h sigma(z[i])}.
   *
   * @param z read from {@code zAt}
   * @param u read from {@code at}; may be {@code out}
   * @param out written from {@code outAt}
   */
  void step(double h, double[] z, int zAt, double[] u, int at, double[] out, int outAt, int count);

  /** {@code slope[i] = sigma'(z[i])}; {@code slope} may be {@code z}. */
  void slope(double[] z, int zAt, double[] slope, int slopeAt, int count);
}
