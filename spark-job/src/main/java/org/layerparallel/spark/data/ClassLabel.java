package org.layerparallel.spark.data;

import org.layerparallel.spark.io.Numbers;

/** Labels that are classes counted from 0. */
final class ClassLabel {

  private ClassLabel() {}

  /**
   * The class that the number {@code label} is.
   *
   * @param text how it is written, for the message
   * @throws IllegalArgumentException if it is none of {@code classes}
   */
  static int of(double label, String text, int classes) {
    if (label != Math.rint(label) || label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "label " + Numbers.quote(text) + ", must be an integer from 0 to " + (classes - 1)
              + "; classes count from 0");
    }
    return (int) label;
  }

  /**
   * The class that {@code text} says.
   *
   * @param where the column, for messages
   * @throws IllegalArgumentException if it is none of {@code classes}
   */
  static int of(String text, int classes, String where) {
    return of(number(text, where), text, classes);
  }

  /**
   * The number that {@code text} says.
   *
   * @param text without blanks around it
   * @param where the column, for messages
   * @throws IllegalArgumentException if it says none, or one that is not finite
   */
  static double number(String text, String where) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(where + " is empty, must be a number");
    }
    try {
      return Numbers.finite(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage() + ", must be a finite decimal number", e);
    }
  }
}
