package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigParseOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.Utf8;

/**
 * A settings file and the files it includes. A name without scheme is a local file if there is one, otherwise a file of
 * Hadoop's default file system; an included name is taken relative to the file that includes it, and must exist.
 * Included are files alone, neither URLs nor resources of the class path.
 */
final class SettingsFile {

  /** Files that a settings file may include, directly or not: more is a mistake, or an attack by doubling. */
  private static final int MOST_FILES = 50;

  private static final int MOST_BYTES = 4 * HoconText.LONGEST;

  private final Configuration hadoop;

  SettingsFile(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * Parses {@code location}.
   *
   * @throws UserError if the file or one that it includes cannot be read or is not HOCON
   */
  Config parse(String location) {
    return new Reading().parse(location, List.of());
  }

  /** A message of a library as one line. */
  static String oneLine(String message) {
    return new UserError(message).getMessage();
  }

  /** One file with all that it includes. */
  private final class Reading {

    private int files;

    Config parse(String location, List<String> within) {
      if (within.contains(location)) {
        throw new UserError(location + ": includes itself");
      }
      files++;
      if (files > MOST_FILES) {
        throw new UserError(
            within.get(0) + ": includes more than " + (MOST_FILES - 1) + " files, with those they include; put them"
                + " together");
      }
      List<String> chain = new ArrayList<>(within);
      chain.add(location);
      ConfigParseOptions options =
          ConfigParseOptions.defaults()
              .setOriginDescription(location)
              .setIncluder(new Includes(name -> parse(sibling(location, name), chain)));
      String text = text(location);
      try {
        return HoconText.parse(text, options, within.isEmpty());
      } catch (ConfigException.Generic e) {
        throw new UserError(location + ": " + e.getMessage(), e);
      } catch (ConfigException e) {
        throw new UserError(e.getMessage(), e);
      }
    }
  }

  /** Included files are next to the including one, on whatever file system that is. */
  private static String sibling(String location, String name) {
    boolean absolute = name.startsWith("/") || name.contains("://");
    return absolute ? name : location.substring(0, location.lastIndexOf('/') + 1) + name;
  }

  private String text(String location) {
    try {
      java.nio.file.Path local = local(location);
      if (local != null && Files.isDirectory(local)) {
        throw new UserError(location + ": is a directory, must be a settings file");
      }
      if (local != null && Files.exists(local)) {
        try (InputStream in = Files.newInputStream(local)) {
          return text(location, in);
        }
      }
      Path path = new Path(location);
      try (InputStream in = path.getFileSystem(hadoop).open(path)) {
        return text(location, in);
      }
    } catch (FileNotFoundException e) {
      throw new UserError(location + ": no such settings file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(location + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String text(String location, InputStream in) throws IOException {
    // A device has no end; what is too long in any case is told from its beginning.
    byte[] bytes = in.readNBytes(MOST_BYTES);
    try {
      return Utf8.text(bytes);
    } catch (CharacterCodingException e) {
      throw new UserError(location + ": is no text in UTF-8, must be a settings file", e);
    }
  }

  private static java.nio.file.Path local(String location) {
    return location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") ? null : java.nio.file.Path.of(location);
  }
}
