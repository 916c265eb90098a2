package org.layerparallel.network;

import java.io.Serializable;

/**
 * An activation sigma with its derivative. The methods on rows of tiles are the hot ones. A run has one activation, so the
 * compiler finds its scalar methods in their loops; it vectorizes a loop whose scalar methods have no branches and whose
 * arrays are all read and written at the same index.
 */
public sealed interface Activation extends Serializable permits SmoothedRelu, Relu, Tanh {

  /** sigma(x). */
  double value(double x);

  /** sigma'(x). */
  double derivative(double x);

  /**
   * {@code next[i] = u[i] + h sigma(z[i] + b)} for the {@code count} entries from {@code at} on.
   *
   * @param z may be overwritten
   * @param next written; may be {@code u}
   */
  default void step(double h, double b, double[] z, double[] u, double[] next, int at, int count) {
    for (int i = 0; i < count; i++) {
      next[at + i] = u[at + i] + h * value(z[at + i] + b);
    }
  }

  /**
   * {@link #step} and {@link #slope} in one pass.
   *
   * @param slope written
   */
  default void stepWithSlope(
      double h, double b, double[] z, double[] u, double[] next, double[] slope, int at, int count) {
    for (int i = 0; i < count; i++) {
      double x = z[at + i] + b;
      next[at + i] = u[at + i] + h * value(x);
      slope[at + i] = derivative(x);
    }
  }

  /**
   * {@code slope[i] = sigma'(z[i] + b)} for the {@code count} entries from {@code at} on; {@code slope} may be {@code z}, which
   * may be overwritten in any case.
   */
  default void slope(double b, double[] z, double[] slope, int at, int count) {
    for (int i = 0; i < count; i++) {
      slope[at + i] = derivative(z[at + i] + b);
    }
  }
}
