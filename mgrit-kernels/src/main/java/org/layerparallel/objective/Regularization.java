package org.layerparallel.objective;

import java.io.Serializable;
import java.util.Objects;

/**
 * The regularizers of the objective, {@code gamma/2 |.|^2} each (Cyr, Guenther and Schroder 2019, equations (1) to (5)).
 *
 * @param tikhonov gamma of the weights of opening and residual layers
 * @param timeDerivative gamma of {@code (theta_{n+1} - theta_n) / h} of neighbouring residual layers
 * @param classification gamma of the classification weights
 * @param weighting how terms of residual layers are summed over the layers
 */
public record Regularization(
    double tikhonov, double timeDerivative, double classification, Weighting weighting)
    implements Serializable {

  public Regularization {
    Objects.requireNonNull(weighting, "weighting");
    requireGamma("tikhonov", tikhonov);
    requireGamma("timeDerivative", timeDerivative);
    requireGamma("classification", classification);
  }

  private static void requireGamma(String name, double gamma) {
    if (!(gamma >= 0) || Double.isInfinite(gamma)) {
      throw new IllegalArgumentException(name + "=" + gamma + ", must be >= 0 and finite");
    }
  }
}
