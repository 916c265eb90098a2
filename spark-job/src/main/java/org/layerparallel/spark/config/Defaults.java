package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The shipped {@code layer-parallel.conf}: which settings exist, their order, defaults and comments. */
final class Defaults {

  /** Origin of its values in messages. */
  static final String ORIGIN = "default";

  private static final String RESOURCE = "layer-parallel.conf";

  /**
   * A key of the file.
   *
   * @param path from the root, segments separated by dots
   * @param value its default; an object for a section
   */
  record Entry(String path, ConfigValue value) {

    boolean section() {
      return value instanceof ConfigObject;
    }

    /** The comment before it, as one line. */
    String comment() {
      return String.join(" ", value.origin().comments().stream().map(String::strip).toList());
    }
  }

  private Defaults() {}

  /** Parses the file. */
  static Config load() {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setAllowMissing(false)
            .setOriginDescription(ORIGIN)
            .setClassLoader(Defaults.class.getClassLoader());
    return ConfigFactory.parseResources(RESOURCE, options);
  }

  /** All sections and settings in the order of the file, each section before what it contains. */
  static List<Entry> entries(Config defaults) {
    List<Entry> entries = new ArrayList<>();
    collect("", defaults.root(), entries);
    return entries;
  }

  private static void collect(String prefix, ConfigObject section, List<Entry> entries) {
    List<Map.Entry<String, ConfigValue>> children = new ArrayList<>(section.entrySet());
    children.sort(Comparator.comparingInt(child -> child.getValue().origin().lineNumber()));
    for (Map.Entry<String, ConfigValue> child : children) {
      String path = prefix + ConfigUtil.joinPath(child.getKey());
      entries.add(new Entry(path, child.getValue()));
      if (child.getValue() instanceof ConfigObject inner) {
        collect(path + ".", inner, entries);
      }
    }
  }
}
