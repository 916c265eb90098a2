package org.layerparallel.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Typed, checked access to one section of the settings. A value that is wrong is recorded as a problem and replaced by
 * its default, so that reading goes on and finds the other problems too.
 *
 * <p>Numbers, flags and words may stand in quotes: that is how they arrive from environment variables.
 */
final class Section {

  private static final Pattern BYTES = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?\\s{0,9}[A-Za-z]{0,18}");

  /** Longer than any number needs; the time to read one grows with the square of its digits. */
  private static final int LONGEST_NUMBER = 400;

  private final String prefix;
  private final Config values;
  private final Section base;
  private final Config defaults;
  private final Problems problems;

  private Section(
      String prefix, Config values, Section base, Config defaults, Problems problems) {
    this.prefix = prefix;
    this.values = values;
    this.base = base;
    this.defaults = defaults;
    this.problems = problems;
  }

  /** The section {@code path} of the whole of the settings. */
  static Section of(String path, Config settings, Config defaults, Problems problems) {
    boolean present = settings.hasPath(path) && isObject(settings, path);
    Config values = present ? settings.getConfig(path) : null;
    return new Section(path + ".", values, null, defaults.getConfig(path), problems);
  }

  /** This section with exceptions, which are known to the user as {@code path}. */
  Section overriddenBy(String path, Config exceptions) {
    return new Section(path + ".", exceptions, this, defaults, problems);
  }

  int integer(String key, Range range) {
    return read(key, value -> integer(value, range));
  }

  /** A whole number, or what one of the words {@code words} has as its keys stands for. */
  int integerOr(String key, Range range, Map<String, Integer> words) {
    return read(
        key,
        value -> {
          Integer known = words.get(word(value).toLowerCase(Locale.ROOT));
          try {
            return known != null ? known : integer(value, range);
          } catch (Rejected e) {
            throw new Rejected(e.getMessage() + ", or " + String.join(", ", words.keySet()));
          }
        });
  }

  long wholeNumber(String key) {
    return read(
        key,
        value -> {
          try {
            return decimal(value).longValueExact();
          } catch (ArithmeticException | NumberFormatException e) {
            throw new Rejected("must be a whole number of 64 bits");
          }
        });
  }

  double number(String key, Range range) {
    return read(key, value -> number(value, range));
  }

  /** A number of bytes, as 500m or 2g, or nothing for "auto". */
  OptionalLong bytesOrAuto(String key) {
    return read(
        key,
        value -> {
          if (word(value).equalsIgnoreCase("auto")) {
            return OptionalLong.empty();
          }
          try {
            // The library would write out all digits of 1e999999999.
            if (BYTES.matcher(word(value).strip()).matches()) {
              return OptionalLong.of(value.atKey(key).getBytes(key));
            }
          } catch (ConfigException e) {
            // Neither is any other text.
          }
          throw new Rejected("must be auto or a number of bytes such as 500m or 2g, at least 0");
        });
  }

  boolean flag(String key) {
    return read(
        key,
        value ->
            switch (word(value).toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on" -> true;
              case "false", "no", "off" -> false;
              default -> throw new Rejected("must be true or false");
            });
  }

  String text(String key) {
    return read(key, Section::word);
  }

  /** The text of {@code key}; none if it is empty. */
  Optional<String> optionalText(String key) {
    return Optional.of(text(key)).filter(text -> !text.isBlank());
  }

  /** One of the words {@code choices} has as its keys; upper and lower case are the same. */
  <T> T choice(String key, Map<String, T> choices) {
    return read(
        key,
        value -> {
          String word = word(value);
          for (Map.Entry<String, T> choice : choices.entrySet()) {
            if (choice.getKey().equalsIgnoreCase(word)) {
              return choice.getValue();
            }
          }
          throw new Rejected("must be one of " + String.join(", ", choices.keySet()));
        });
  }

  List<String> texts(String key) {
    return read(key, value -> each(value, "words", Section::word));
  }

  List<Integer> integers(String key, Range range) {
    return read(key, value -> each(value, "whole numbers", entry -> integer(entry, range)));
  }

  List<Double> numbers(String key, Range range) {
    return read(key, value -> each(value, "numbers", entry -> number(entry, range)));
  }

  /** Records what is wrong with {@code key} in the light of other settings. */
  void reject(String key, String problem) {
    Found found = find(key);
    problems.add(found.path, found.value, problem);
  }

  private <T> T read(String key, Function<ConfigValue, T> conversion) {
    Found found = find(key);
    try {
      return conversion.apply(found.value);
    } catch (Rejected e) {
      problems.addOwn(found.path, found.value, e.getMessage());
      return conversion.apply(defaults.getValue(key));
    }
  }

  private Found find(String key) {
    if (values != null && values.hasPathOrNull(key)) {
      // getValue throws for null, which is a value here: a wrong one.
      ConfigValue value = values.hasPath(key) ? values.getValue(key) : nullAt(values, key);
      return new Found(prefix + key, value);
    }
    return base != null ? base.find(key) : new Found(prefix + key, defaults.getValue(key));
  }

  private static ConfigValue nullAt(Config values, String key) {
    int dot = key.lastIndexOf('.');
    return dot < 0
        ? values.root().get(key)
        : values.getObject(key.substring(0, dot)).get(key.substring(dot + 1));
  }

  private static boolean isObject(Config settings, String path) {
    return settings.getValue(path) instanceof ConfigObject;
  }

  private static int integer(ConfigValue value, Range range) {
    int result;
    try {
      result = decimal(value).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Rejected("must be a whole number " + range.allowed());
    }
    if (!range.contains().test(result)) {
      throw new Rejected("must be " + range.allowed());
    }
    return result;
  }

  private static double number(ConfigValue value, Range range) {
    double result;
    try {
      result = decimal(value).doubleValue();
    } catch (NumberFormatException e) {
      throw new Rejected("must be a number " + range.allowed());
    }
    if (Double.isInfinite(result)) {
      throw new Rejected("must be a finite number " + range.allowed());
    }
    if (!range.contains().test(result)) {
      throw new Rejected("must be " + range.allowed());
    }
    return result;
  }

  private static <T> List<T> each(
      ConfigValue value, String kind, Function<ConfigValue, T> conversion) {
    if (!(value instanceof ConfigList list)) {
      throw new Rejected("must be a list of " + kind + " in brackets");
    }
    List<T> result = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      try {
        result.add(conversion.apply(list.get(i)));
      } catch (Rejected e) {
        throw new Rejected("entry " + i + " " + e.getMessage());
      }
    }
    return List.copyOf(result);
  }

  private static BigDecimal decimal(ConfigValue value) {
    String text = word(value).strip();
    if (text.length() > LONGEST_NUMBER) {
      throw new NumberFormatException("too long");
    }
    return new BigDecimal(text);
  }

  private static String word(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> throw new Rejected("must be a single value, not a section");
      case LIST -> throw new Rejected("must be a single value, not a list");
      case NULL -> throw new Rejected("must have a value");
      default -> Values.asWritten(value);
    };
  }

  private record Found(String path, ConfigValue value) {}

  /** Why a value is not accepted. */
  private static final class Rejected extends RuntimeException {
    Rejected(String message) {
      super(message, null, false, false);
    }
  }
}
