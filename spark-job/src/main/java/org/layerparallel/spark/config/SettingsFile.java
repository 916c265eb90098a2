package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.layerparallel.spark.error.UserError;

/**
 * A settings file and the files it includes. A name without scheme is a local file if there is one, otherwise a file of
 * Hadoop's default file system; an included name is taken relative to the file that includes it, and must exist.
 */
final class SettingsFile {

  private final Configuration hadoop;

  SettingsFile(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * Parses {@code location}.
   *
   * @throws UserError if the file cannot be read or is not HOCON
   */
  Config parse(String location) {
    return parse(location, List.of());
  }

  private Config parse(String location, List<String> within) {
    if (within.contains(location)) {
      throw new UserError(location + ": includes itself");
    }
    List<String> chain = new ArrayList<>(within);
    chain.add(location);
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setOriginDescription(location)
            .setIncluder(new Sibling(location, chain));
    try {
      return ConfigFactory.parseString(text(location), options);
    } catch (ConfigException e) {
      throw new UserError(oneLine(e.getMessage()), e);
    }
  }

  private String text(String location) {
    try {
      java.nio.file.Path local = local(location);
      if (local != null && Files.isDirectory(local)) {
        throw new UserError(location + ": is a directory, must be a settings file");
      }
      if (local != null && Files.exists(local)) {
        return Files.readString(local);
      }
      Path path = new Path(location);
      FileSystem fs = path.getFileSystem(hadoop);
      try (InputStream in = fs.open(path)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (FileNotFoundException e) {
      throw new UserError(location + ": no such settings file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(location + ": cannot be read: " + oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  private static java.nio.file.Path local(String location) {
    return location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") ? null : java.nio.file.Path.of(location);
  }

  /** A message of a library as one line. */
  static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Finds included files next to the including one, on whatever file system that is. */
  private final class Sibling implements ConfigIncluder {

    private final String location;
    private final List<String> chain;

    Sibling(String location, List<String> chain) {
      this.location = location;
      this.chain = chain;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      boolean absolute = what.startsWith("/") || what.contains("://");
      String directory = location.substring(0, location.lastIndexOf('/') + 1);
      return parse(absolute ? what : directory + what, chain).root();
    }
  }
}
