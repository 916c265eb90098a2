package org.layerparallel.spark.model;

import java.util.Locale;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;

/**
 * A network with its weights.
 *
 * @param network the architecture
 * @param weights all weights, of the lengths the network asks for
 */
public record Model(Network network, Weights weights) {

  public Model {
    weights.requireFit(network);
  }

  /**
   * Checks the weights; a model with others is of no use.
   *
   * @return this
   * @throws IllegalArgumentException if one is not finite
   */
  public Model requireFinite() {
    for (Tensor.Part part : Tensor.Part.values()) {
      double[] values = part.of(weights);
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(values[i])) {
          throw new IllegalArgumentException(
              part.name().toLowerCase(Locale.ROOT) + " weight " + i + " is " + values[i] + ", must be finite");
        }
      }
    }
    return this;
  }
}
