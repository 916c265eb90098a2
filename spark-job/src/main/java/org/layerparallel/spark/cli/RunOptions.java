package org.layerparallel.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.config.JobSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that computes and writes an output directory. */
final class RunOptions {

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Output directory, short for --set output.dir=DIR.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--overwrite",
      description = "Replace the output of an earlier run, short for --set output.overwrite=true.")
  private boolean overwrite;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master, short for --set execution.master=URL; default local[*] outside spark-submit.")
  private Optional<String> master = Optional.empty();

  /** The settings, checked as a whole. */
  JobSettings read() {
    return read(List.of());
  }

  /** The same with further single settings, which win. */
  JobSettings read(List<String> further) {
    List<String> shortcuts = new ArrayList<>(further);
    output.ifPresent(dir -> shortcuts.add("output.dir=" + dir));
    master.ifPresent(url -> shortcuts.add("execution.master=" + url));
    if (overwrite) {
      shortcuts.add("output.overwrite=true");
    }
    return settings.read(shortcuts);
  }
}
