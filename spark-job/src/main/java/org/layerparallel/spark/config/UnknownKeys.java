package org.layerparallel.spark.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds keys no setting has, and sections that are not sections; a misspelt key must not become its default. */
final class UnknownKeys {

  private final String prefix;
  private final ConfigObject schema;
  private final List<String> known = new ArrayList<>();
  private final Problems problems;

  /**
   * A check against the keys of {@code schema}.
   *
   * @param prefix what stands before its paths in messages, such as {@code nested.levels[0].}
   */
  UnknownKeys(String prefix, ConfigObject schema, Problems problems) {
    this.prefix = prefix;
    this.schema = schema;
    this.problems = problems;
    Defaults.entries(schema.toConfig()).forEach(entry -> known.add(entry.path()));
  }

  /** Records each key of {@code given} that the schema does not have. */
  void check(ConfigObject given) {
    check("", given, schema);
  }

  private void check(String path, ConfigObject given, ConfigObject allowed) {
    // In the order of the keys, as objects of the library have none of their own.
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(given).entrySet()) {
      String key = path + ConfigUtil.joinPath(entry.getKey());
      ConfigValue value = entry.getValue();
      ConfigValue expected = allowed.get(entry.getKey());
      if (expected == null) {
        problems.add(prefix + key, value, "unknown key, " + remedy(key, allowed));
      } else if (expected instanceof ConfigObject inner) {
        if (value instanceof ConfigObject object) {
          check(key + ".", object, inner);
        } else {
          problems.add(
              prefix + key, value, "must be a section with the keys " + keys(inner));
        }
      }
    }
  }

  private String remedy(String key, ConfigObject siblings) {
    if (problems.many()) {
      return "see docs/settings.md";
    }
    return Suggestion.nearest(key, known)
        .map(nearest -> "did you mean " + prefix + nearest + "?")
        .orElseGet(() -> "must be one of " + keys(siblings));
  }

  private static String keys(ConfigObject section) {
    return String.join(", ", new TreeMap<>(section).keySet());
  }
}
