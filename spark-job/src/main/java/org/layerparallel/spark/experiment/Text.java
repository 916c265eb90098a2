package org.layerparallel.spark.experiment;

import java.util.Locale;

/** Numbers in tables. */
final class Text {

  private Text() {}

  /** {@code value} by a format of {@link String#format}, whatever the language of the machine. */
  static String of(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
