package org.layerparallel.spark.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;

/** Text of configuration values. */
final class Values {

  private Values() {}

  /** The text of a number, a flag or a string as the user wrote it: {@code 1e-5} and not {@code 1.0E-5}. */
  static String asWritten(ConfigValue scalar) {
    // Only the accessor by key returns the original text.
    return scalar.atKey("key").getString("key");
  }

  /** The value in HOCON, on one line. */
  static String hocon(ConfigValue value) {
    return switch (value.valueType()) {
      case NUMBER -> asWritten(value);
      default -> value.render(ConfigRenderOptions.concise());
    };
  }
}
