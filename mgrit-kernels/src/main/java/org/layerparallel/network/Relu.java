package org.layerparallel.network;

/** {@code max(x, 0)}, with derivative 0 at 0. */
public record Relu() implements Activation {

  @Override
  public double value(double x) {
    return 0.5 * (x + Math.abs(x));
  }

  @Override
  public double derivative(double x) {
    return x > 0 ? 1 : 0;
  }

  @Override
  public void step(
      double h, double[] z, int zAt, double[] u, int at, double[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      double x = z[zAt + i];
      out[outAt + i] = u[at + i] + h * (0.5 * (x + Math.abs(x)));
    }
  }

  @Override
  public void slope(double[] z, int zAt, double[] slope, int slopeAt, int count) {
    for (int i = 0; i < count; i++) {
      slope[slopeAt + i] = z[zAt + i] > 0 ? 1 : 0;
    }
  }
}
