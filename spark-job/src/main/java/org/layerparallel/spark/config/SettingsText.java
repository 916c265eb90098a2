package org.layerparallel.spark.config;

import com.typesafe.config.Config;

/** All settings as HOCON text, one key a line in the order of {@code layer-parallel.conf}: easy to compare. */
final class SettingsText {

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
}
