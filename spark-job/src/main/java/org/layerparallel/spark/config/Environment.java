package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import org.layerparallel.spark.error.UserError;

/**
 * Fills environment variables into settings. Substitutions stand for nothing else: a few lines each of which is the one
 * before twice would fill any memory.
 */
final class Environment {

  private Environment() {}

  /**
   * {@code settings} with the values of the environment variables that they refer to.
   *
   * @param defaults which settings there are
   * @throws UserError if a variable is not set, or a substitution names another setting
   */
  static Config fillIn(Config settings, Config defaults) {
    try {
      return settings.resolveWith(
          ConfigFactory.empty(), ConfigResolveOptions.defaults().appendResolver(new Others(defaults)));
    } catch (ConfigException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** Asked for what is no environment variable: an optional one that is not set, or a setting. */
  private record Others(Config defaults) implements ConfigResolver {

    @Override
    public ConfigValue lookup(String path) {
      if (defaults.root().containsKey(ConfigUtil.splitPath(path).get(0))) {
        throw new UserError(
            "${" + path + "}: settings can refer (and += does) to environment variables only, not to each other; write"
                + " the value");
      }
      return null;
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
      return this;
    }
  }
}
