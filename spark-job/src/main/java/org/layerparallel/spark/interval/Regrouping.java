package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.layerparallel.interval.IntervalBuild;
import org.layerparallel.interval.IntervalChecks;
import org.layerparallel.interval.IntervalCut;
import org.layerparallel.interval.IntervalCut.Addressed;
import scala.Tuple2;

/** The shuffle that moves pieces of intervals to new intervals. */
final class Regrouping {

  private Regrouping() {}

  /** The new intervals, one partition each; a shuffle keeps no order, so every piece carries where it came from. */
  static <S extends Serializable, M extends Serializable, P extends Serializable> JavaRDD<Held<S>> of(
      JavaRDD<Held<S>> intervals, int newCount, IntervalCut<S, M, P> cut, Posted<M> posted, IntervalBuild<P, S> build) {
    JavaRDD<Tuple2<Integer, Piece<P>>> pieces = intervals.mapPartitionsWithIndex(
        (interval, held) -> cut(interval, cut.apply(One.in(held).content(), posted.at(interval)), newCount), false);
    return JavaPairRDD.fromJavaRDD(pieces)
        .partitionBy(new ByInterval(newCount))
        .mapPartitionsWithIndex((interval, arrived) -> built(interval, arrived, build), true);
  }

  private static <P extends Serializable> Iterator<Tuple2<Integer, Piece<P>>> cut(
      int source, List<Addressed<P>> addressed, int newCount) {
    List<Tuple2<Integer, Piece<P>>> pieces = new ArrayList<>(addressed.size());
    for (Addressed<P> piece : addressed) {
      IntervalChecks.requireTarget(piece.interval(), newCount);
      pieces.add(new Tuple2<>(piece.interval(), new Piece<>(source, pieces.size(), piece.piece())));
    }
    return pieces.iterator();
  }

  private static <S extends Serializable, P extends Serializable> Iterator<Held<S>> built(
      int interval, Iterator<Tuple2<Integer, Piece<P>>> arrived, IntervalBuild<P, S> build) {
    List<Piece<P>> pieces = new ArrayList<>();
    arrived.forEachRemaining(keyed -> pieces.add(keyed._2()));
    pieces.sort(Comparator.<Piece<P>>comparingInt(Piece::source).thenComparingInt(Piece::place));
    List<P> ordered = new ArrayList<>(pieces.size());
    pieces.forEach(piece -> ordered.add(piece.piece()));
    return One.of(Held.initial(build.apply(interval, ordered)));
  }

  /** A piece, the interval it was cut from, and its place in that interval's list. */
  private record Piece<P>(int source, int place, P piece) implements Serializable {}

  /** Sends a key to the partition of that number. */
  private static final class ByInterval extends Partitioner {

    private static final long serialVersionUID = 1;

    private final int intervals;

    ByInterval(int intervals) {
      this.intervals = intervals;
    }

    @Override
    public int numPartitions() {
      return intervals;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByInterval same && same.intervals == intervals;
    }

    @Override
    public int hashCode() {
      return intervals;
    }
  }
}
