package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.experiment.Perceptron;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Beside what Spark brings. */
@Command(
    name = "perceptron",
    description =
        "Trains Spark's multilayer perceptron and nested residual networks on the same examples, in several depths: on"
            + " the peaks problem and, with --scene-config, on a scene. Without --config: data/peaks.conf.")
final class PerceptronCommand extends ResultCommand {

  private static final String CONFIG = "data/peaks.conf";

  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--scene-config",
      paramLabel = "FILE",
      description = "Settings file of a scene to learn too, such as data/indian-pines.conf.")
  private Optional<String> sceneConfig = Optional.empty();

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "N",
      description = "Hidden layers of the perceptrons. Default: 1,2,4,8,16.")
  private List<Integer> hidden = List.of(1, 2, 4, 8, 16);

  @Option(
      names = "--layers",
      split = ",",
      paramLabel = "N",
      description =
          "Layers of the finest residual networks on the peaks problem, multiples of 4. Default: 4,16,64,256.")
  private List<Integer> layers = List.of(4, 16, 64, 256);

  @Option(
      names = "--scene-layers",
      split = ",",
      paramLabel = "N",
      description = "The same on the scene. Default: 4,16,64.")
  private List<Integer> sceneLayers = List.of(4, 16, 64);

  @Option(
      names = "--perceptron-iterations",
      paramLabel = "N",
      description = "Iterations of a perceptron's L-BFGS, at most. Default: ${DEFAULT-VALUE}.")
  private int iterations = 1000;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Initial weights for each depth. Default: ${DEFAULT-VALUE}.")
  private int seeds = 3;

  PerceptronCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() throws IOException {
    Perceptron.Depths depths = new Perceptron.Depths(hidden, layers, sceneLayers);
    Perceptron experiment = new Perceptron(depths, iterations, seeds, sceneConfig);
    experiment.run(options.request(experiment, Optional.of(CONFIG)), out);
    return ExitCode.OK;
  }
}
