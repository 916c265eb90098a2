package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Network;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.StartWeights;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.job.ConvergenceJob;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.job.Loading;
import org.layerparallel.spark.job.Models;
import org.layerparallel.spark.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Multigrid residuals, cycle by cycle. */
@Command(
    name = "convergence",
    description =
        "Shows how fast multigrid converges for given data, weights and cycle, to choose the number of cycles by.")
final class ConvergenceCommand extends ResultCommand {

  @Mixin private RunOptions run = new RunOptions();

  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(
      names = {"-w", "--weights"},
      paramLabel = "FILE",
      description =
          "Model, as of predict, which brings its network with it, or design text; default the initial weights.")
  private Optional<String> weights = Optional.empty();

  @Option(
      names = "--cycles",
      paramLabel = "N",
      description = "Cycles of the state and of the adjoint. Default: ${DEFAULT-VALUE}.")
  private int cycles = 10;

  ConvergenceCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    if (cycles < 1) {
      throw new UserError("--cycles " + cycles + ": must be >= 1");
    }
    JobSettings settings = run.read();
    Configuration hadoop = HadoopSettings.read();
    Network shape = network.network(settings, hadoop);
    Model model;
    try (Execution execution = new Execution(settings.execution())) {
      if (weights.filter(path -> Models.isModel(hadoop, path)).isPresent()) {
        if (network.given()) {
          throw new UserError("--layers: must not be given with a model, which brings its network with it");
        }
        model = Models.read(weights.get(), execution);
      } else {
        StartWeights drawn = settings.start();
        StartWeights start = weights.isPresent() ? new StartWeights(weights, drawn.random()) : drawn;
        model = new Model(shape, Loading.start(start, shape, execution));
      }
    }
    new ConvergenceJob(settings, out).run(model.network(), model.weights(), cycles);
    return ExitCode.OK;
  }
}
