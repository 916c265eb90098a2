package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.List;

/** Single settings from the command line, {@code key=value} each. */
final class Overrides {

  /** Origin of their values in messages. */
  static final String ORIGIN = "--set";

  private final Config defaults;
  private final Problems problems;

  Overrides(Config defaults, Problems problems) {
    this.defaults = defaults;
    this.problems = problems;
  }

  /** All of {@code settings}, later ones over earlier ones; those that cannot be read are recorded as problems. */
  Config parse(List<String> settings) {
    Config result = ConfigFactory.empty();
    for (String setting : settings) {
      result = parse(setting).withFallback(result);
    }
    return result;
  }

  private Config parse(String setting) {
    int equals = setting.indexOf('=');
    String key = equals < 0 ? "" : setting.substring(0, equals).strip();
    if (key.isEmpty()) {
      problems.add(ORIGIN + " " + setting + ": must be key=value, such as network.width=8");
      return ConfigFactory.empty();
    }
    String value = setting.substring(equals + 1).strip();
    try {
      ConfigUtil.splitPath(key);
      return isText(key) ? text(key, value) : hocon(key, value);
    } catch (ConfigException e) {
      problems.add(ORIGIN + " " + setting + ": cannot be read, must be key=value in HOCON");
      return ConfigFactory.empty();
    }
  }

  private boolean isText(String key) {
    return defaults.hasPath(key) && defaults.getValue(key).valueType() == ConfigValueType.STRING;
  }

  /** Text is taken as it stands: in HOCON, the // of a URI would begin a comment. */
  private static Config text(String key, String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    String plain = quoted ? value.substring(1, value.length() - 1) : value;
    return ConfigFactory.empty().withValue(key, ConfigValueFactory.fromAnyRef(plain, ORIGIN));
  }

  private static Config hocon(String key, String value) {
    if (value.isEmpty()) {
      return ConfigFactory.empty().withValue(key, ConfigValueFactory.fromAnyRef("", ORIGIN));
    }
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setOriginDescription(ORIGIN).setIncluder(Includes.NONE);
    return HoconText.parse(key + " = " + value, options, true);
  }
}
