package org.layerparallel.network;

/**
 * ReLU with its corner replaced by a parabola: {@code x^2/(4 eta) + x/2 + eta/4} for {@code |x| < eta}, otherwise
 * {@code max(x, 0)}; continuously differentiable.
 *
 * <p>Computed as {@code (c + eta)^2 / (4 eta) + max(x - eta, 0)} with c, x clamped to [-eta, eta], where clamp and
 * maximum are written with absolute values: no branches.
 *
 * @param eta half the width of the parabola, positive
 */
public record SmoothedRelu(double eta) implements Activation {

  public SmoothedRelu {
    if (!(eta > 0) || Double.isInfinite(eta)) {
      throw new IllegalArgumentException("eta=" + eta + ", must be > 0 and finite");
    }
  }

  @Override
  public double value(double x) {
    double low = Math.abs(x + eta);
    double high = Math.abs(x - eta);
    double s = 0.5 * (low - high) + eta;
    return s * s * (0.25 / eta) + 0.5 * ((x - eta) + high);
  }

  @Override
  public double derivative(double x) {
    return (0.5 * (Math.abs(x + eta) - Math.abs(x - eta)) + eta) * (0.5 / eta);
  }

  @Override
  public void step(
      double h, double[] z, int zAt, double[] u, int at, double[] out, int outAt, int count) {
    double e = eta;
    double quarter = 0.25 / e;
    for (int i = 0; i < count; i++) {
      double x = z[zAt + i];
      double low = Math.abs(x + e);
      double high = Math.abs(x - e);
      double s = 0.5 * (low - high) + e;
      out[outAt + i] = u[at + i] + h * (s * s * quarter + 0.5 * ((x - e) + high));
    }
  }

  @Override
  public void slope(double[] z, int zAt, double[] slope, int slopeAt, int count) {
    double e = eta;
    double scale = 0.5 / e;
    for (int i = 0; i < count; i++) {
      double x = z[zAt + i];
      slope[slopeAt + i] = scale * (0.5 * (Math.abs(x + e) - Math.abs(x - e)) + e);
    }
  }
}
