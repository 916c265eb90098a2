package org.layerparallel.spark.io;

/** Numbers in text files. */
public final class Numbers {

  private static final int LONGEST_QUOTE = 30;

  private Numbers() {}

  /**
   * The number {@code text} stands for, without the suffixes and the hexadecimal form of Java's own literals.
   *
   * @param text decimal, without blanks around it
   * @throws IllegalArgumentException if it is no number, or not finite
   */
  public static double finite(String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(quote(text) + " is not a number", e);
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(quote(text) + " is not finite");
    }
    char last = text.charAt(text.length() - 1);
    if (Character.isLetter(last) || text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
      throw new IllegalArgumentException(quote(text) + " is not a decimal number");
    }
    return value;
  }

  /** {@code text} in quotes for a message: cut to a short length, control characters replaced. */
  public static String quote(String text) {
    String shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
