package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.experiment.Initialization;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the paper leaves open. */
@Command(
    name = "initialization",
    description =
        "Compares ways to start a deep network from a shallow one on the peaks problem: interpolations, refinement"
            + " factors, L-BFGS memory, and the accuracy of the solves after a refinement.")
final class InitializationCommand extends ResultCommand {

  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Initial weights for each variant. Default: ${DEFAULT-VALUE}.")
  private int seeds = 12;

  InitializationCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    if (seeds < 1) {
      throw new UserError("--seeds " + seeds + ": must be >= 1");
    }
    Initialization experiment = new Initialization(seeds);
    experiment.run(options.request(experiment, Optional.empty()), out);
    return ExitCode.OK;
  }
}
