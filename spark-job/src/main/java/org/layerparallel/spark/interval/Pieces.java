package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.layerparallel.interval.IntervalChecks;
import org.layerparallel.interval.IntervalCut.Addressed;
import scala.Tuple2;

/** The shuffle that takes what partitions address to others there, without the driver. */
final class Pieces {

  private Pieces() {}

  /** What arrives in each of {@code targets} partitions, in any order. */
  static <P extends Serializable> JavaRDD<Tuple2<Integer, Piece<P>>> shuffled(
      JavaRDD<Tuple2<Integer, Piece<P>>> pieces, int targets) {
    return JavaPairRDD.fromJavaRDD(pieces)
        .partitionBy(new ByNumber(targets))
        .mapPartitionsWithIndex((target, arrived) -> arrived, true);
  }

  /** What partition {@code source} addresses to others. */
  static <P extends Serializable> Iterator<Tuple2<Integer, Piece<P>>> of(
      int source, List<Addressed<P>> addressed, int targets) {
    List<Tuple2<Integer, Piece<P>>> pieces = new ArrayList<>(addressed.size());
    for (Addressed<P> piece : addressed) {
      IntervalChecks.requireTarget(piece.interval(), targets);
      pieces.add(new Tuple2<>(piece.interval(), new Piece<>(source, pieces.size(), piece.piece())));
    }
    return pieces.iterator();
  }

  /** What has arrived, by where it came from; a shuffle keeps no order, so every piece carries that. */
  static <P extends Serializable> List<P> ordered(Iterator<Tuple2<Integer, Piece<P>>> arrived) {
    List<Piece<P>> pieces = new ArrayList<>();
    arrived.forEachRemaining(keyed -> pieces.add(keyed._2()));
    pieces.sort(Comparator.<Piece<P>>comparingInt(Piece::source).thenComparingInt(Piece::place));
    List<P> ordered = new ArrayList<>(pieces.size());
    pieces.forEach(piece -> ordered.add(piece.piece()));
    return ordered;
  }

  /** A piece, the partition it comes from, and its place in what that one has addressed. */
  record Piece<P>(int source, int place, P piece) implements Serializable {}

  /** Sends a key to the partition of that number. */
  private static final class ByNumber extends Partitioner {

    private static final long serialVersionUID = 1;

    private final int targets;

    ByNumber(int targets) {
      this.targets = targets;
    }

    @Override
    public int numPartitions() {
      return targets;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByNumber same && same.targets == targets;
    }

    @Override
    public int hashCode() {
      return targets;
    }
  }
}
