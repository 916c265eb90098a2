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
    double s = (low - high) + 2 * eta;
    return s * s * (0.0625 / eta) + 0.5 * ((x - eta) + high);
  }

  @Override
  public double derivative(double x) {
    return ((Math.abs(x + eta) - Math.abs(x - eta)) + 2 * eta) * (0.25 / eta);
  }
}
