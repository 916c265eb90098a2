package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.layerparallel.spark.experiment.PeaksWorkUnits;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The best of the paper's statistics. */
@Command(
    name = "peaks-work-units",
    description =
        "Trains the best nested and the best non-nested run of each width among those of peaks-statistics once more,"
            + " alone, and shows accuracy over work units.")
final class PeaksWorkUnitsCommand extends ResultCommand {

  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Mixin private StatisticsOptions statistics = new StatisticsOptions();

  @Option(
      names = "--statistics",
      paramLabel = "DIR",
      description = "Output directory of peaks-statistics; runs missing there are trained. Default: ${DEFAULT-VALUE}.")
  private String directory = "output/experiments/peaks-statistics";

  PeaksWorkUnitsCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    PeaksWorkUnits experiment = new PeaksWorkUnits(statistics.experiment(), directory);
    experiment.run(options.request(experiment, Optional.empty()), out);
    return ExitCode.OK;
  }
}
