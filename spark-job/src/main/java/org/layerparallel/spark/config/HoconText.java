package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;

/**
 * Text of settings from anywhere, for a library that recurses into what is nested and takes time and memory by the square
 * of a path's length.
 */
final class HoconText {

  /** Characters of a text, four times the length of all settings with their comments. */
  static final int LONGEST = 1 << 16;

  /** Brackets within each other, and keys of a path. */
  private static final int DEEPEST = 50;

  private HoconText() {}

  /**
   * Parses a text.
   *
   * @throws ConfigException if it is no HOCON, too long or nested too deeply
   */
  static Config parse(String text, ConfigParseOptions options) {
    if (text.length() > LONGEST) {
      throw new ConfigException.Generic("is longer than " + LONGEST + " characters, must be settings");
    }
    requireShallow(text);
    return ConfigFactory.parseString(text, options);
  }

  private static void requireShallow(String text) {
    int depth = 0;
    int keys = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case '.' -> keys++;
        case '\n', '=', ':', ',' -> keys = 0;
        default -> { }
      }
      if (depth > DEEPEST || keys > DEEPEST) {
        throw new ConfigException.Generic("is nested too deeply; give fewer sections or lists within each other");
      }
    }
  }
}
