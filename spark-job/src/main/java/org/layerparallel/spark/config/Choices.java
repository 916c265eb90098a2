package org.layerparallel.spark.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words settings have for the values of enums. */
final class Choices {

  private Choices() {}

  /** Each value under its name in lower case with hyphens. */
  static <E extends Enum<E>> Map<String, E> of(Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E value : type.getEnumConstants()) {
      choices.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
    }
    return choices;
  }
}
