package org.layerparallel.spark.interval;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.layerparallel.interval.IntervalBuild;
import org.layerparallel.interval.IntervalCut;
import scala.Tuple2;

/** New intervals of pieces of others. */
final class Regrouping {

  private Regrouping() {}

  /** The new intervals, one partition each. */
  static <S extends Serializable, M extends Serializable, P extends Serializable> JavaRDD<Held<S>> of(
      JavaRDD<Held<S>> intervals, int newCount, IntervalCut<S, M, P> cut, Posted<M> posted, IntervalBuild<P, S> build) {
    JavaRDD<Tuple2<Integer, Pieces.Piece<P>>> pieces = intervals.mapPartitionsWithIndex(
        (interval, held) ->
            Pieces.of(interval, cut.apply(One.in(held).content(), posted.at(interval)), newCount),
        false);
    return Pieces.shuffled(pieces, newCount)
        .mapPartitionsWithIndex(
            (interval, arrived) -> One.of(Held.initial(build.apply(interval, Pieces.ordered(arrived)))), true);
  }
}
