package org.layerparallel.spark.cli;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Network;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.job.Loading;
import org.layerparallel.train.TrainingSettings;
import picocli.CommandLine.Option;

/** The number of layers of the network that settings describe. */
final class NetworkOptions {

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Residual layers of the network; default network.layers of the settings.")
  private Optional<Integer> layers = Optional.empty();

  /** Whether a number of layers was given. */
  boolean given() {
    return layers.isPresent();
  }

  /** The network of {@code read} with so many layers, T as refinement leaves it; reads data that alone tell its ends. */
  Network network(JobSettings read, Configuration hadoop) {
    DataShape data = Loading.shape(read.data(), hadoop);
    TrainingSettings training = Loading.training(read.training(), data);
    layers
        .filter(count -> count < 1)
        .ifPresent(
            count -> {
              throw new UserError("--layers " + count + ": must be >= 1");
            });
    return layers
        .map(count -> Loading.fitting(training.refinement().interpolation().withLayers(training.network(), count)))
        .orElse(training.network());
  }
}
