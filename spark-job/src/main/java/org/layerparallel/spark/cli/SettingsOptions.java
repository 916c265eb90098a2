package org.layerparallel.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.SettingsReader;
import picocli.CommandLine.Option;

/** The options by which a command is given its settings. */
final class SettingsOptions {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Settings in HOCON, a local path or a URI; what it leaves out has its default. docs/settings.md lists all.")
  private Optional<String> config = Optional.empty();

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "A single setting, over those of the file; may be repeated.")
  private List<String> overrides = new ArrayList<>();

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
    List<String> all = new ArrayList<>(overrides);
    output.ifPresent(dir -> all.add("output.dir=" + dir));
    master.ifPresent(url -> all.add("execution.master=" + url));
    if (overwrite) {
      all.add("output.overwrite=true");
    }
    return new SettingsReader(new Configuration()).read(config, all);
  }
}
