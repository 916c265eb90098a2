package org.layerparallel.spark.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.error.UserError;

/**
 * A setting as a program sees it that has values of Java in place of HOCON.
 *
 * @param key its path, such as {@code network.final-time}
 * @param meaning its comment in {@code layer-parallel.conf}, on one line
 * @param type of its values
 * @param defaultValue of that type
 */
public record Setting(String key, String meaning, Type type, Object defaultValue) {

  /** Types of settings. */
  public enum Type {
    /** An {@code Integer}. */
    INTEGER,
    /** A {@code Long}. */
    LONG,
    /** A {@code Double}. */
    NUMBER,
    /** A {@code Boolean}. */
    FLAG,
    /** A {@code String}. */
    TEXT,
    /** An {@code int[]}. */
    INTEGERS,
    /** A {@code double[]}. */
    NUMBERS,
    /** A {@code String} with a list in HOCON, brackets included. */
    HOCON
  }

  /** Lists whose default is empty and so does not tell what they hold. */
  private static final String NUMBERS_KEY = "nested.target-accuracy";

  private static final String HOCON_KEY = "nested.levels";

  private static final String SEED = "seed";

  /** All settings of these sections, in the order of {@code layer-parallel.conf}. */
  public static List<Setting> of(List<String> sections) {
    return Defaults.entries(Defaults.load()).stream()
        .filter(entry -> !entry.section() && sections.contains(entry.path().split("\\.")[0]))
        .map(Setting::of)
        .toList();
  }

  private static Setting of(Defaults.Entry entry) {
    Type type = type(entry);
    return new Setting(entry.path(), entry.comment(), type, value(entry.value(), type));
  }

  private static Type type(Defaults.Entry entry) {
    String path = entry.path();
    return switch (entry.value().valueType()) {
      case BOOLEAN -> Type.FLAG;
      case NUMBER -> path.endsWith(SEED)
          ? Type.LONG
          : Values.asWritten(entry.value()).matches("[0-9]+") ? Type.INTEGER : Type.NUMBER;
      case LIST -> path.equals(HOCON_KEY)
          ? Type.HOCON
          : path.equals(NUMBERS_KEY) ? Type.NUMBERS : Type.INTEGERS;
      default -> Type.TEXT;
    };
  }

  private static Object value(ConfigValue value, Type type) {
    return switch (type) {
      case INTEGER -> ((Number) value.unwrapped()).intValue();
      case LONG -> ((Number) value.unwrapped()).longValue();
      case NUMBER -> ((Number) value.unwrapped()).doubleValue();
      case FLAG, TEXT -> value.unwrapped();
      case INTEGERS -> numbers(value).stream().mapToInt(Number::intValue).toArray();
      case NUMBERS -> numbers(value).stream().mapToDouble(Number::doubleValue).toArray();
      case HOCON -> Values.hocon(value);
    };
  }

  private static List<Number> numbers(ConfigValue list) {
    return ((ConfigList) list).stream().map(entry -> (Number) entry.unwrapped()).toList();
  }

  /**
   * What is wrong with {@code value} by itself, whatever the other settings are; in words that begin with "must".
   *
   * @param value of this type
   */
  public Optional<String> problem(Object value) {
    try {
      return SettingsReader.problem(key, in(value, key));
    } catch (UserError e) {
      return Optional.of("must be a list of sections in HOCON, such as [{}, {multigrid {cycle = F}}]");
    }
  }

  /**
   * A value for {@link SettingsReader}.
   *
   * @param origin where it comes from, for messages
   * @throws UserError if it is meant to be HOCON and cannot be read
   */
  ConfigValue in(Object value, String origin) {
    return switch (type) {
      case INTEGERS -> value instanceof int[] many
          ? ConfigValueFactory.fromIterable(Arrays.stream(many).boxed().toList(), origin)
          : ConfigValueFactory.fromAnyRef(value, origin);
      case NUMBERS -> value instanceof double[] many
          ? ConfigValueFactory.fromIterable(Arrays.stream(many).boxed().toList(), origin)
          : ConfigValueFactory.fromAnyRef(value, origin);
      case HOCON -> parsed(String.valueOf(value), origin);
      default -> ConfigValueFactory.fromAnyRef(value, origin);
    };
  }

  private ConfigValue parsed(String hocon, String origin) {
    try {
      ConfigParseOptions options =
          ConfigParseOptions.defaults().setOriginDescription(origin).setIncluder(Includes.NONE);
      return HoconText.parse("value = " + hocon, options, false).getList("value");
    } catch (ConfigException e) {
      throw new UserError(key + " = " + hocon + ": must be a list of sections in HOCON", e);
    }
  }
}
