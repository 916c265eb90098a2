package org.layerparallel.network;

/** The hyperbolic tangent. */
public record Tanh() implements Activation {

  @Override
  public double value(double x) {
    return Math.tanh(x);
  }

  @Override
  public double derivative(double x) {
    double t = Math.tanh(x);
    return 1 - t * t;
  }

  @Override
  public void step(
      double h, double[] z, int zAt, double[] u, int at, double[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = u[at + i] + h * Math.tanh(z[zAt + i]);
    }
  }

  @Override
  public void slope(double[] z, int zAt, double[] slope, int slopeAt, int count) {
    for (int i = 0; i < count; i++) {
      double t = Math.tanh(z[zAt + i]);
      slope[slopeAt + i] = 1 - t * t;
    }
  }
}
