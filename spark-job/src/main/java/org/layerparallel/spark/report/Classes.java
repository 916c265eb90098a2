package org.layerparallel.spark.report;

import java.util.List;

/**
 * How reports call the classes.
 *
 * @param count number of classes
 * @param first number of the first one in the data the user gave
 * @param names of the classes; empty if they have none
 */
public record Classes(int count, int first, List<String> names) {

  public Classes {
    if (!names.isEmpty() && names.size() != count) {
      throw new IllegalArgumentException(names.size() + " names for " + count + " classes");
    }
    names = List.copyOf(names);
  }

  /** The number of class {@code c}, counted from 0, in the data. */
  public int number(int c) {
    return first + c;
  }

  /** The name of class {@code c}; empty if it has none. */
  public String name(int c) {
    return names.isEmpty() ? "" : names.get(c);
  }

  /** The name of class {@code c}, or its number. */
  public String label(int c) {
    return names.isEmpty() ? "class " + number(c) : names.get(c);
  }
}
