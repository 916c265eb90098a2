package org.layerparallel.spark.cli;

import java.util.Optional;
import org.layerparallel.network.Network;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.error.UserError;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Settings, and the number of layers of the network they describe. */
final class NetworkOptions {

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Residual layers of the network; default network.layers of the settings.")
  private Optional<Integer> layers = Optional.empty();

  JobSettings settings() {
    return settings.read();
  }

  /** The network of {@code read} with so many layers. */
  Network network(JobSettings read) {
    Network network = read.training().network();
    layers
        .filter(count -> count < 1)
        .ifPresent(
            count -> {
              throw new UserError("--layers " + count + ": must be >= 1");
            });
    return layers.map(network::withLayers).orElse(network);
  }
}
