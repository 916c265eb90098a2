package org.layerparallel.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.experiment.Experiment;
import org.layerparallel.spark.experiment.Request;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every experiment. The settings given lie beneath those it makes, and must not be what it varies. */
final class ExperimentOptions {

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Output directory; default output/experiments/ and the experiment's name. Runs found there are not trained again.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master, short for --set execution.master=URL; default local[*] outside spark-submit.")
  private Optional<String> master = Optional.empty();

  @Option(
      names = "--quick",
      description = "A tenth of the iterations: shows that all works, and no more.")
  private boolean quick;

  /** What is asked of {@code experiment}; settings come from {@code otherwise} if no file is given. */
  Request request(Experiment experiment, Optional<String> otherwise) {
    List<String> all = new ArrayList<>(experiment.defaults());
    all.addAll(settings.overrides());
    master.ifPresent(url -> all.add("execution.master=" + url));
    return new Request(
        settings.config().or(() -> otherwise), all, output.orElse("output/experiments/" + experiment.name()), quick);
  }
}
