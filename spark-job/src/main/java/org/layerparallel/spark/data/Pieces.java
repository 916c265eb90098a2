package org.layerparallel.spark.data;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;

/**
 * The records of files, piece by piece, in the order of the files' names and of the records within: partitions of an
 * RDD, a piece each.
 *
 * @param <T> a record, such as a line
 */
interface Pieces<T> {

  /** What a task does with a piece. */
  @FunctionalInterface
  interface PieceFunction<T, R> extends Serializable {

    /**
     * @param file the file, as the file system names it
     * @param start where in the file the piece begins: 0 at its beginning, larger for later pieces
     * @param records of the piece
     */
    Iterator<R> apply(String file, long start, Iterator<T> records);
  }

  /** The RDD of what {@code function} makes of the pieces. */
  <R> JavaRDD<R> map(PieceFunction<T, R> function);
}
