package org.layerparallel.spark.data;

import java.io.Serializable;
import java.util.regex.Pattern;
import org.layerparallel.spark.io.Numbers;

/**
 * What a line of a file holds: features, then a label, or one of the two.
 *
 * @param featureCount features in front, 0 if there are labels only
 * @param classes number of classes
 * @param labelled whether a label follows
 */
record RowFormat(int featureCount, int classes, boolean labelled) implements Serializable {

  private static final char[] SEPARATORS = {',', ';'};
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Whether {@code line} holds no row. */
  static boolean skipped(String line) {
    return line.isBlank() || line.stripLeading().startsWith("#");
  }

  /**
   * The columns of a line, of which there are as many as must be.
   *
   * @throws IllegalArgumentException if there are not
   */
  String[] columns(String line) {
    String row = line.strip();
    for (char separator : SEPARATORS) {
      if (row.indexOf(separator) >= 0) {
        // Counted first: the columns of a wrong line may take much more memory than it.
        requireColumns(Math.toIntExact(row.chars().filter(c -> c == separator).count() + 1));
        return row.split(String.valueOf(separator), -1);
      }
    }
    String[] columns = BLANKS.split(row);
    requireColumns(columns.length);
    return columns;
  }

  /**
   * Reads a row.
   *
   * @param columns of its line
   * @param features written from {@code at}, {@code featureCount} entries
   * @return the class, or 0 if the line has no label
   * @throws IllegalArgumentException if a column is not of this format
   */
  int read(String[] columns, double[] features, int at) {
    for (int i = 0; i < featureCount; i++) {
      features[at + i] = number(columns, i);
    }
    if (!labelled) {
      return 0;
    }
    return columns.length == featureCount + 1 ? classIndex(columns) : unitVector(columns);
  }

  /** The column counts allowed, for messages. */
  private String allowed() {
    String inFront = featureCount == 0 ? "" : featureCount + " features";
    if (!labelled) {
      return featureCount + " (" + inFront + ")";
    }
    String and = featureCount == 0 ? "" : inFront + " and ";
    return (featureCount + 1L) + " (" + and + "a class) or " + ((long) featureCount + classes) + " (" + and
        + "a unit vector of " + classes + ")";
  }

  private void requireColumns(int count) {
    boolean right = labelled
        ? count == featureCount + 1 || count == (long) featureCount + classes
        : count == featureCount;
    if (!right) {
      throw new IllegalArgumentException(
          count + " columns, must be " + allowed() + "; mend the line or set the counts of features and classes");
    }
  }

  private static double number(String[] columns, int i) {
    String text = columns[i].strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("column " + (i + 1) + " is empty, must be a number");
    }
    try {
      return Numbers.finite(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column " + (i + 1) + ": " + e.getMessage() + ", must be a finite decimal number", e);
    }
  }

  private int classIndex(String[] columns) {
    double label = number(columns, featureCount);
    if (label != Math.rint(label) || label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "label " + Numbers.quote(columns[featureCount].strip()) + ", must be an integer from 0 to " + (classes - 1)
              + "; classes count from 0");
    }
    return (int) label;
  }

  private int unitVector(String[] columns) {
    int label = -1;
    for (int k = 0; k < classes; k++) {
      double entry = number(columns, featureCount + k);
      boolean one = entry == 1;
      if (!one && entry != 0 || one && label >= 0) {
        throw notUnit();
      }
      label = one ? k : label;
    }
    if (label < 0) {
      throw notUnit();
    }
    return label;
  }

  private IllegalArgumentException notUnit() {
    return new IllegalArgumentException("label is no unit vector, must have one 1 and otherwise 0");
  }
}
