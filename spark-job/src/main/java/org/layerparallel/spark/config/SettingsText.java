package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.layerparallel.spark.error.UserError;

/** All settings as HOCON text, one key a line in the order of {@code layer-parallel.conf}: easy to compare. */
public final class SettingsText {

  /** Where a run is computed, what it shows and where it writes: weights depend on it in rounding at most. */
  private static final List<String> OF_NO_WEIGHT = List.of("execution.", "checkpoint.", "output.", "progress.");

  private SettingsText() {}

  /** The text of {@code settings}, which have a value for each key of {@code defaults}. */
  static String render(Config settings, Config defaults) {
    StringBuilder text =
        new StringBuilder("# All settings of the run. Use as a settings file to repeat it.\n");
    for (Defaults.Entry entry : Defaults.entries(defaults)) {
      if (!entry.section()) {
        String value = Values.hocon(settings.getValue(entry.path()));
        text.append(entry.path()).append(" = ").append(value).append('\n');
      } else if (!entry.path().contains(".")) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  /**
   * Keys by which two runs train differently, as they have other values, or none, in one of the texts.
   *
   * @param resolved all settings of a run, as {@link JobSettings#resolved} keeps them
   * @param other the same of another run
   * @throws IllegalArgumentException if one is no such text
   */
  public static List<String> differences(String resolved, String other) {
    Config one = parse(resolved);
    Config two = parse(other);
    return one.withFallback(two).entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(key -> OF_NO_WEIGHT.stream().noneMatch(key::startsWith))
        .filter(key -> !one.hasPath(key) || !two.hasPath(key) || !one.getValue(key).equals(two.getValue(key)))
        .sorted()
        .toList();
  }

  /**
   * The value of a key, as text.
   *
   * @param resolved all settings of a run
   * @throws IllegalArgumentException if it is no such text
   */
  public static Optional<String> value(String resolved, String key) {
    Config settings = parse(resolved);
    return settings.hasPath(key)
        ? Optional.of(settings.getValue(key).unwrapped().toString())
        : Optional.empty();
  }

  /** The lines of {@code resolved} that weights depend on. */
  public static String decisive(String resolved) {
    return resolved
        .lines()
        .filter(line -> OF_NO_WEIGHT.stream().noneMatch(line::startsWith))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Reads such a text. It may come from a file that somebody else has made: nothing is included, nothing looked up.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Config parse(String resolved) {
    try {
      return HoconText.parse(resolved, ConfigParseOptions.defaults().setIncluder(Includes.NONE), false)
          .resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      throw new IllegalArgumentException("its settings cannot be read: " + UserError.reason(e), e);
    }
  }
}
