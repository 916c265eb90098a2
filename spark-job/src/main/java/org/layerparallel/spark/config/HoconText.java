package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of settings from anywhere, for a library that recurses into what is nested, takes time and memory by the square of
 * a path's length, and puts settings into each other: a few lines, each the one before twice, would fill any memory.
 */
final class HoconText {

  /** Characters of a text, four times the length of all settings with their comments. */
  static final int LONGEST = 1 << 16;

  /** Brackets within each other, and keys of a path. */
  private static final int DEEPEST = 50;

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{\\??([^}]*)");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What a name may not be, as it would be looked up there first. */
  private static final Set<String> SECTIONS = Set.copyOf(Defaults.load().root().keySet());

  private HoconText() {}

  /**
   * Parses a text.
   *
   * @param environment whether it may refer to environment variables
   * @throws ConfigException if it is no HOCON, too long, nested too deeply, or refers to other settings
   */
  static Config parse(String text, ConfigParseOptions options, boolean environment) {
    if (text.length() > LONGEST) {
      throw new ConfigException.Generic("is longer than " + LONGEST + " characters, must be settings");
    }
    requireShallow(text);
    for (Matcher found = SUBSTITUTION.matcher(text); found.find(); ) {
      String name = found.group(1);
      if (!environment || !VARIABLE.matcher(name).matches() || SECTIONS.contains(name)) {
        long line = text.substring(0, found.start()).chars().filter(c -> c == '\n').count() + 1;
        throw new ConfigException.Generic(
            line + ": ${" + name + "}: settings refer to environment variables only, and in included files to nothing;"
                + " write the value");
      }
    }
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
