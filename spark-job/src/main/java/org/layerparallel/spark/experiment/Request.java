package org.layerparallel.spark.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.HadoopSettings;

/**
 * What the caller of an experiment gives.
 *
 * @param config settings file beneath the experiment's own settings; none for the defaults
 * @param overrides single settings beneath them, {@code key=value} each
 * @param output directory, path or URI
 * @param quick whether all is shortened, to see that it works
 */
public record Request(Optional<String> config, List<String> overrides, String output, boolean quick) {

  /** What the paper's optimizer does; the job's default takes more care, which a comparison would mistake for work. */
  private static final String ON_FAILURE = "optimizer.step.on-failure=reset";

  public Request {
    overrides = List.copyOf(overrides);
  }

  /** The same with another output directory. */
  Request to(String elsewhere) {
    return new Request(config, overrides, elsewhere, quick);
  }

  /** The same with another settings file. */
  Request of(String file) {
    return new Request(Optional.of(file), overrides, output, quick);
  }

  /** The settings beneath those of the runs. */
  JobSettings settings() {
    return read(List.of());
  }

  /**
   * The settings of a run.
   *
   * @param own those it alone has, {@code key=value} each
   * @param where those of the place where it is trained
   * @throws UserError if one of its own is among the overrides, or anything is wrong
   */
  JobSettings settings(List<String> own, List<String> where) {
    for (String setting : own) {
      String key = key(setting);
      if (overrides.stream().anyMatch(override -> key(override).equals(key))) {
        throw new UserError(key + ": is what the experiment varies, must not be set");
      }
    }
    return read(Stream.concat(own.stream(), where.stream()).toList());
  }

  /** A schedule, optimization iterations level by level, as a setting; a tenth of it if all is shortened. */
  String iterations(int... levels) {
    List<String> entries = new ArrayList<>();
    for (int level : levels) {
      entries.add(Integer.toString(quick ? Math.max(3, level / 10) : level));
    }
    return "nested.iterations=[" + String.join(",", entries) + "]";
  }

  private JobSettings read(List<String> own) {
    List<String> all = new ArrayList<>(List.of(ON_FAILURE));
    all.addAll(overrides);
    all.addAll(own);
    return new SettingsReader(HadoopSettings.read()).read(config, all);
  }

  private static String key(String setting) {
    return setting.split("=", 2)[0].strip();
  }
}
