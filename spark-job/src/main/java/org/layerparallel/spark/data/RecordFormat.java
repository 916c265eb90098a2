package org.layerparallel.spark.data;

import java.io.Serializable;

/**
 * What the records of a file hold: features and a label, or one of the two, and values to hand on.
 *
 * @param <T> a record, such as a line
 */
interface RecordFormat<T> extends Serializable {

  /** Features of an example, 0 if there are labels only. */
  int featureCount();

  /**
   * Whether {@code record} holds no example.
   *
   * @param first whether it is the first one of its file
   * @throws IllegalArgumentException if a file cannot begin so
   */
  boolean skips(T record, boolean first);

  /**
   * Looks at a record before memory is taken for its example.
   *
   * @throws IllegalArgumentException if it has another number of columns than an example of this format
   */
  default void check(T record) {}

  /**
   * Reads an example.
   *
   * @param features written from {@code at}, {@link #featureCount} entries
   * @return the class, or 0 if labels are not read
   * @throws IllegalArgumentException if the record is not of this format
   */
  int read(T record, double[] features, int at);

  /** The values to hand on, of a record that was read. */
  default Object[] kept(T record) {
    return new Object[0];
  }
}
