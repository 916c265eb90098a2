package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.experiment.Stochastic;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Training by batches. */
@Command(
    name = "stochastic",
    description =
        "Compares L-BFGS with momentum and Adam, these with all examples and with batches, on the peaks problem:"
            + " accuracy over work units.")
final class StochasticCommand extends ResultCommand {

  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Initial weights, and draws of batches, for each choice. Default: ${DEFAULT-VALUE}.")
  private int seeds = 3;

  StochasticCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    if (seeds < 1) {
      throw new UserError("--seeds " + seeds + ": must be >= 1");
    }
    Stochastic experiment = new Stochastic(seeds);
    experiment.run(options.request(experiment, Optional.empty()), out);
    return ExitCode.OK;
  }
}
