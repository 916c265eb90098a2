package org.layerparallel.spark.config;

import java.util.Optional;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;

/**
 * The network as settings describe it: all of {@link Network} but what the data decide.
 *
 * @param width channels of a state
 * @param layers residual layers on the coarsest level
 * @param finalTime T
 * @param activation of opening and residual layers
 * @param bias of opening and residual layers
 * @param opening kind of opening layer
 */
public record Architecture(
    int width, int layers, double finalTime, Activation activation, BiasKind bias, OpeningKind opening) {

  /** What is wrong with the width for {@code data}, if anything. */
  public Optional<String> widthProblem(DataShape data) {
    boolean takesAll = opening != OpeningKind.ZERO_EXPANSION || width >= data.features();
    return takesAll
        ? Optional.empty()
        : Optional.of(
            "must be at least the number of features, " + data.features() + ", with opening = zero-expansion");
  }

  /**
   * The network for data of a shape.
   *
   * @throws IllegalArgumentException if there is a width problem
   */
  public Network on(DataShape data) {
    return new Network(
        data.features(), width, data.classes(), layers, finalTime, activation, bias, opening);
  }
}
