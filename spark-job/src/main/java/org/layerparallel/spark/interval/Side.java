package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * One of the sides that write letters to each other, intervals or columns: its newest generation, and the one whose letters
 * the other side has not read. {@link Lineage} keeps what can make them again.
 *
 * @param <S> content of a party
 */
final class Side<S extends Serializable> {

  private JavaRDD<Held<S>> newest;
  private JavaRDD<Held<S>> unread;

  /**
   * @param first a generation that has written nothing
   */
  Side(JavaRDD<Held<S>> first) {
    this.newest = first;
  }

  /** Number of parties. */
  int count() {
    return newest.getNumPartitions();
  }

  JavaRDD<Held<S>> newest() {
    return newest;
  }

  /** What was written by it and not yet read, for each of {@code readers} parties; null for nothing. */
  <L extends Serializable> JavaRDD<List<L>> letters(int readers) {
    return unread == null ? null : Letters.of(unread, readers);
  }

  /** Whether its newest generation is all there is of it, and can be made of nothing but a checkpoint. */
  boolean isCut() {
    return newest.isCheckpointed() && (unread == null || unread == newest);
  }

  /** Whether {@code generation} is still of use. */
  boolean needs(JavaRDD<?> generation) {
    return generation == newest || generation == unread;
  }

  /**
   * The next generation has been made.
   *
   * @param writes whether it has written letters, which take the place of any before
   */
  void adopt(JavaRDD<Held<S>> next, boolean writes) {
    newest = next;
    unread = writes ? next : unread;
  }

  /** The other side has read what was written. */
  void read() {
    unread = null;
  }
}
