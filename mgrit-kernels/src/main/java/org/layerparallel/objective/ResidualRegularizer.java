package org.layerparallel.objective;

/**
 * Tikhonov and time-derivative regularizer of the residual layers, {@code w/2 sum_n (gamma_tik |theta_n|^2 + gamma_ddt
 * |(theta_{n+1} - theta_n)/h|^2)} with w = h for the integral over [0, T] and 1 for the plain sum. Cyr, Guenther and
 * Schroder (2019), equation (4).
 */
public final class ResidualRegularizer {

  private final int layerSize;
  private final double tikhonov;
  private final double derivative;

  /**
   * @param h step size of the finest level
   * @param layerSize weights of a layer
   */
  public ResidualRegularizer(Regularization settings, double h, int layerSize) {
    double weight = settings.weighting() == Weighting.INTEGRAL ? h : 1;
    this.layerSize = layerSize;
    this.tikhonov = settings.tikhonov() * weight;
    this.derivative = settings.timeDerivative() * weight / (h * h);
  }

  /** Whether neighbouring layers are coupled. */
  public boolean couplesLayers() {
    return derivative != 0;
  }

  /**
   * The value, of its terms.
   *
   * @param squares sum of squared 2-norms of the layers
   * @param differences sum of squared 2-norms of the differences of neighbouring layers
   */
  public double value(double squares, double differences) {
    return 0.5 * (tikhonov * squares + derivative * differences);
  }

  /**
   * Adds the gradient by the weights of consecutive layers.
   *
   * @param theta their weights
   * @param before weights of the layer before them; null if there is none
   * @param after weights of the layer after them; null if there is none
   * @param gradient added to
   */
  public void addGradient(double[] theta, double[] before, double[] after, double[] gradient) {
    for (int i = 0; i < theta.length; i++) {
      gradient[i] += tikhonov * theta[i];
    }
    if (!couplesLayers()) {
      return;
    }
    // Each layer's term with the layer before comes first, wherever the layers are cut: rounding is the same.
    for (int i = 0; i < layerSize && before != null; i++) {
      gradient[i] += derivative * (theta[i] - before[i]);
    }
    for (int i = 0; i + layerSize < theta.length; i++) {
      double pull = derivative * (theta[i + layerSize] - theta[i]);
      gradient[i] -= pull;
      gradient[i + layerSize] += pull;
    }
    int last = theta.length - layerSize;
    for (int i = 0; i < layerSize && after != null; i++) {
      gradient[last + i] -= derivative * (after[i] - theta[last + i]);
    }
  }
}
