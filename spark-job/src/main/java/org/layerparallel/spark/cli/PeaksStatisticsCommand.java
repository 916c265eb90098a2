package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.experiment.PeaksStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The paper's statistics. */
@Command(
    name = "peaks-statistics",
    description =
        "Trains the peaks problem nested and non-nested with many initial weights and hyperparameters, as Spark tasks,"
            + " and shows how the final validation accuracies are spread, beside the paper's figures.")
final class PeaksStatisticsCommand extends ResultCommand {

  @Mixin private ExperimentOptions options = new ExperimentOptions();

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

  PeaksStatisticsCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    PeaksStatistics experiment = experiment();
    experiment.run(options.request(experiment, Optional.empty()), out);
    return ExitCode.OK;
  }

  private PeaksStatistics experiment() {
    if (seeds < 1) {
      throw new UserError("--seeds " + seeds + ": must be >= 1");
    }
    if (widths.stream().anyMatch(width -> width < 1)) {
      throw new UserError("--widths " + widths + ": each must be >= 1");
    }
    return new PeaksStatistics(widths, seeds);
  }
}
