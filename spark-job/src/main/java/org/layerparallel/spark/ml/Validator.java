package org.layerparallel.spark.ml;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.layerparallel.spark.config.Setting;
import scala.runtime.AbstractFunction1;

/**
 * Whether a parameter may have a value: if the settings allow it. It throws, as spark.ml's own message would not tell
 * what is allowed.
 *
 * @param <T> the parameter's type for Scala
 */
final class Validator<T> extends AbstractFunction1<T, Object> implements Serializable {

  private static final long serialVersionUID = 1;

  private final String parameter;
  private final String key;

  Validator(String parameter, Setting setting) {
    this.parameter = parameter;
    this.key = setting.key();
  }

  @Override
  public Object apply(T value) {
    SettingParams.setting(key)
        .problem(value)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(parameter + " = " + text(value) + ": " + problem);
            });
    return true;
  }

  private static String text(Object value) {
    if (value == null || !value.getClass().isArray()) {
      return String.valueOf(value);
    }
    return IntStream.range(0, Array.getLength(value))
        .mapToObj(i -> String.valueOf(Array.get(value, i)))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
