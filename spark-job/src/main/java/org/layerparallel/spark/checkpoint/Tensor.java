package org.layerparallel.spark.checkpoint;

/**
 * A named matrix of a checkpoint's files.
 *
 * @param name as in the file
 * @param rows of equal length each, maybe none
 * @param length numbers in a row
 */
record Tensor(String name, double[][] rows, int length) {

  /** A matrix of these rows. */
  static Tensor of(String name, double[][] rows) {
    return of(name, rows, rows.length == 0 ? 0 : rows[0].length);
  }

  /** A matrix of these rows; without one, of rows of {@code length}. */
  static Tensor of(String name, double[][] rows, int length) {
    for (double[] row : rows) {
      if (row.length != length) {
        throw new IllegalArgumentException(name + " has rows of " + row.length + " and of " + length);
      }
    }
    return new Tensor(name, rows, length);
  }

  /** A single row. */
  static Tensor of(String name, double... row) {
    return new Tensor(name, new double[][] {row}, row.length);
  }
}
