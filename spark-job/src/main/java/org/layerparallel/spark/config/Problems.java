package org.layerparallel.spark.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layerparallel.spark.error.UserError;

/** Collects what is wrong with the settings, so that the user learns all of it at once. */
final class Problems {

  // More than anybody reads at once: what is said of them need not be helpful.
  private static final int MANY = 50;

  // A key has one line: a value of the base section is read once for each level, and the first finding is the plainest.
  private final Map<String, String> lines = new LinkedHashMap<>();

  /** Of the values that are wrong by themselves, what is wrong with them. */
  private final Map<String, String> own = new LinkedHashMap<>();

  /** Whether there are so many that no more effort is due. */
  boolean many() {
    return lines.size() >= MANY;
  }

  /** Records that {@code key} has {@code value}, and what is wrong with it whatever other keys have. */
  void addOwn(String key, ConfigValue value, String problem) {
    own.putIfAbsent(key, problem);
    add(key, value, problem);
  }

  /** What is wrong with the value of {@code key} by itself, if anything. */
  Optional<String> by(String key) {
    return Optional.ofNullable(own.get(key));
  }

  /** Records that {@code key} has {@code value}, and what is wrong with it. */
  void add(String key, ConfigValue value, String problem) {
    lines.putIfAbsent(key, key + " = " + text(value) + ": " + problem + where(value.origin()));
  }

  /** Records a problem of no particular key. */
  void add(String line) {
    lines.putIfAbsent(line, line);
  }

  /** Whether any key that begins with {@code prefix} has a problem. */
  boolean in(String prefix) {
    return lines.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  /**
   * Throws if anything is wrong.
   *
   * @throws UserError with a line for each problem
   */
  void failIfAny() {
    if (!lines.isEmpty()) {
      List<String> all = new ArrayList<>(lines.values());
      throw UserError.of(all);
    }
  }

  private static String text(ConfigValue value) {
    if (value instanceof ConfigObject) {
      return "{...}";
    }
    String hocon = Values.hocon(value);
    if (value.valueType() != ConfigValueType.STRING) {
      return hocon;
    }
    String text = Values.asWritten(value);
    return text.isBlank() || text.contains("\n") ? hocon : text;
  }

  private static String where(ConfigOrigin origin) {
    String description = origin.description();
    if (description.startsWith(Overrides.ORIGIN)) {
      return " (" + Overrides.ORIGIN + ")";
    }
    return description.startsWith(Defaults.ORIGIN + ":") ? " (default)" : " (" + description + ")";
  }
}
