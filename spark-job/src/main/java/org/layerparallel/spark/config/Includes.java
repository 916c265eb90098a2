package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import java.io.File;
import java.net.URL;
import java.util.function.Function;

/**
 * What {@code include} does in a text of settings. The library's own includer would fetch what a URL names, and pass
 * over what is not there.
 *
 * @param files reads the file of a name
 */
record Includes(Function<String, Config> files)
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  /** For texts that include nothing: single settings, and what a file of a run says of its settings. */
  static final Includes NONE =
      new Includes(
          name -> {
            throw refused("include");
          });

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String name) {
    return files.apply(name).root();
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File file) {
    return files.apply(file.getPath()).root();
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL url) {
    throw refused("include url(...)");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String resource) {
    throw refused("include classpath(...)");
  }

  private static ConfigException refused(String what) {
    return new ConfigException.BadValue(
        ConfigOriginFactory.newSimple("settings"), what, "not possible here; a settings file may include files");
  }
}
