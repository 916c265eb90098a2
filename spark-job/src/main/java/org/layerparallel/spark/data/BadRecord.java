package org.layerparallel.spark.data;

import java.io.Serializable;

/**
 * A record that a task has found not to be of its format, or could not read. It is data and no exception: a task that
 * throws is tried again in vain, and fills logs with stack traces of what the user can mend.
 */
final class BadRecord implements Serializable {

  private static final long serialVersionUID = 1;

  /** The file, as the file system names it. */
  final String file;

  /** Number of the piece, among those of all files. */
  final int piece;

  /** Number of the record in the piece, from 1; 0 if the problem is not that of one record. */
  final long record;

  /** What is wrong with it. */
  final String problem;

  BadRecord(String file, int piece, long record, String problem) {
    this.file = file;
    this.piece = piece;
    this.record = record;
    this.problem = problem;
  }
}
