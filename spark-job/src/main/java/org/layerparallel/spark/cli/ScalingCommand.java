package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.experiment.Scaling;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scaling over layers and executors. */
@Command(
    name = "scaling",
    description =
        "Measures iterations in process, on local masters and on a cluster, beside what a model predicts; then shows,"
            + " by the model, how they scale to 4096 layers and 1024 executors.")
final class ScalingCommand extends ResultCommand {

  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--cluster",
      paramLabel = "URL",
      description =
          "Master of a cluster to measure on, too, such as spark://HOST:7077; benchmark-scaling.sh has one of processes"
              + " on this machine. Default: none.")
  private Optional<String> cluster = Optional.empty();

  @Option(
      names = "--executors",
      paramLabel = "N",
      description = "Executors of that cluster, of one core each. Default: ${DEFAULT-VALUE}.")
  private int executors = 2;

  @Option(
      names = "--model-rates",
      paramLabel = "FILE",
      description =
          "Rates that the model goes by, as rates-....json of an earlier run; default those measured on local[2].")
  private Optional<String> modelled = Optional.empty();

  ScalingCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    if (executors < 1) {
      throw new UserError("--executors " + executors + ": must be >= 1");
    }
    Scaling experiment = new Scaling(cluster, executors, modelled);
    experiment.run(options.request(experiment, Optional.empty()), out);
    return ExitCode.OK;
  }
}
