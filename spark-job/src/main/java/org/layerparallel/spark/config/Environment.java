package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.TreeSet;
import org.layerparallel.spark.error.UserError;

/** Fills environment variables into settings. {@link HoconText} has seen to it that they refer to nothing else. */
final class Environment {

  private Environment() {}

  /**
   * {@code settings} with the values of the environment variables that they refer to.
   *
   * @param defaults which settings there are
   * @throws UserError if a variable is not set, or might be one of the settings
   */
  static Config fillIn(Config settings, Config defaults) {
    if (settings.isResolved()) {
      return settings;
    }
    for (String key : new TreeSet<>(settings.root().keySet())) {
      // A reference of the same name would find it.
      if (!defaults.root().containsKey(key)) {
        throw new UserError(
            key + ": unknown key, must be one of " + String.join(", ", new TreeSet<>(defaults.root().keySet())));
      }
    }
    try {
      return settings.resolve();
    } catch (ConfigException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
