package org.layerparallel.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.spark.io.HadoopSettings;
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

  /** The settings file, if one is given. */
  Optional<String> config() {
    return config;
  }

  /** The single settings, {@code key=value} each. */
  List<String> overrides() {
    return overrides;
  }

  /** The settings, checked as a whole. */
  JobSettings read() {
    return read(List.of());
  }

  /** The same with further single settings, which win. */
  JobSettings read(List<String> further) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(further);
    return new SettingsReader(HadoopSettings.read()).read(config, all);
  }
}
