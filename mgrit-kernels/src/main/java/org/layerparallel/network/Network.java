package org.layerparallel.network;

import java.io.Serializable;
import java.util.Objects;

/**
 * Architecture of an ODE network: opening layer, N residual layers {@code u_{n+1} = u_n + h sigma(K_n u_n + b_n)}
 * with {@code h = T/N}, classification layer. Cyr, Guenther and Schroder (2019), equations (1) to (3).
 *
 * @param features entries of an example, at least 1
 * @param width channels of a state; for a zero-expansion at least {@code features}
 * @param classes number of classes, at least 2
 * @param layers number N of residual layers, at least 1
 * @param finalTime T, positive
 * @param activation sigma
 * @param bias kind of bias of opening and residual layers; the classification layer has one a class
 * @param opening kind of opening layer
 */
public record Network(
    int features,
    int width,
    int classes,
    int layers,
    double finalTime,
    Activation activation,
    BiasKind bias,
    OpeningKind opening)
    implements Serializable {

  public Network {
    requireAtLeast("features", features, 1);
    requireAtLeast("width", width, 1);
    requireAtLeast("classes", classes, 2);
    requireAtLeast("layers", layers, 1);
    if (!(finalTime > 0) || Double.isInfinite(finalTime)) {
      throw new IllegalArgumentException("finalTime=" + finalTime + ", must be > 0 and finite");
    }
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(bias, "bias");
    Objects.requireNonNull(opening, "opening");
    if (opening == OpeningKind.ZERO_EXPANSION && width < features) {
      throw new IllegalArgumentException(
          "width=" + width + ", a zero-expansion needs at least the number of features, " + features);
    }
  }

  /** Step size of the Euler discretization, T/N. */
  public double h() {
    return finalTime / layers;
  }

  /** Number of weights of the opening layer, 0 for a zero-expansion. */
  public int openingSize() {
    return opening == OpeningKind.DENSE ? openingShape().size() : 0;
  }

  /** Shape of a dense opening layer. */
  public DenseShape openingShape() {
    return new DenseShape(width, features, bias);
  }

  /** Shape of each residual layer. */
  public DenseShape residualShape() {
    return new DenseShape(width, width, bias);
  }

  /** Shape of the classification layer. */
  public DenseShape classificationShape() {
    return new DenseShape(classes, width, BiasKind.CHANNEL);
  }

  /** Number of all weights. */
  public long weightCount() {
    return openingSize() + (long) layers * residualShape().size() + classificationShape().size();
  }

  /** The same network with another number of residual layers on the same interval [0, T]. */
  public Network withLayers(int newLayers) {
    return new Network(features, width, classes, newLayers, finalTime, activation, bias, opening);
  }

  /** The same network with another number of residual layers of the same step size; T goes with their number. */
  public Network extendedTo(int newLayers) {
    double newTime = finalTime * ((double) newLayers / layers);
    return new Network(features, width, classes, newLayers, newTime, activation, bias, opening);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + "=" + value + ", must be >= " + least);
    }
  }
}
