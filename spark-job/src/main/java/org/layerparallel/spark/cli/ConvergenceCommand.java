package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.job.ConvergenceJob;
import org.layerparallel.spark.job.Loading;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;
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
          "Model file (.safetensors), which brings its network with it, or design text; default the initial weights.")
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
    Weights start;
    if (weights.filter(Loading::isModel).isPresent()) {
      if (network.given()) {
        throw new UserError("--layers: must not be given with a model file, which brings its network with it");
      }
      Model model = ModelFile.read(hadoop, weights.get());
      shape = model.network();
      start = model.weights();
    } else {
      Network wanted = shape;
      start =
          weights
              .map(file -> Loading.weights(file, wanted, hadoop))
              .orElseGet(() -> Loading.start(settings.start(), wanted, hadoop));
    }
    new ConvergenceJob(settings, out).run(shape, start, cycles);
    return ExitCode.OK;
  }
}
