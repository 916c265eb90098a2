package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.layerparallel.spark.experiment.PeaksStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** The paper's statistics. */
@Command(
    name = "peaks-statistics",
    description =
        "Trains the peaks problem nested and non-nested with many initial weights and hyperparameters, as Spark tasks,"
            + " and shows how the final validation accuracies are spread, beside the paper's figures.")
final class PeaksStatisticsCommand extends ResultCommand {

  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Mixin private StatisticsOptions statistics = new StatisticsOptions();

  PeaksStatisticsCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    PeaksStatistics experiment = statistics.experiment();
    experiment.run(options.request(experiment, Optional.empty()), out);
    return ExitCode.OK;
  }
}
