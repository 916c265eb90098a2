package org.layerparallel.spark.cli;

import java.util.List;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.experiment.PeaksStatistics;
import picocli.CommandLine.Option;

/** Which runs the statistics of the peaks problem are made of. */
final class StatisticsOptions {

  @Option(
      names = "--widths",
      split = ",",
      paramLabel = "W",
      description = "Widths of the networks. Default: 5,8.")
  private List<Integer> widths = List.of(5, 8);

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Initial weights for each of the four pairs of hyperparameters. Default: ${DEFAULT-VALUE}.")
  private int seeds = 12;

  PeaksStatistics experiment() {
    if (seeds < 1) {
      throw new UserError("--seeds " + seeds + ": must be >= 1");
    }
    if (widths.stream().anyMatch(width -> width < 1)) {
      throw new UserError("--widths " + widths + ": each must be >= 1");
    }
    return new PeaksStatistics(widths, seeds);
  }
}
