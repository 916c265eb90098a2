package org.layerparallel.spark.model;

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
}
