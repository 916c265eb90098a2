package org.layerparallel.spark.data;

/**
 * A task has found a record that is not of its format, or that cannot be read. It comes to the driver as the cause of
 * Spark's exception.
 */
final class BadRecord extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The file, as the file system names it. */
  final String file;

  /** Number of the piece, among those of all files. */
  final int piece;

  /** Number of the record in the piece, from 1; 0 if the problem is that of no one record. */
  final long record;

  /**
   * @param problem what is wrong with it
   */
  BadRecord(String file, int piece, long record, String problem, Throwable cause) {
    super(problem, cause);
    this.file = file;
    this.piece = piece;
    this.record = record;
  }
}
