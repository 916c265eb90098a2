package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** The letters that a generation of one side has written to the other: one element a partition, all for one party. */
final class Letters {

  private Letters() {}

  /** Those that reach each of {@code readers} parties. */
  static <S extends Serializable, L extends Serializable> JavaRDD<List<L>> of(
      JavaRDD<Held<S>> written, int readers) {
    JavaRDD<Tuple2<Integer, Pieces.Piece<L>>> letters =
        written.mapPartitionsWithIndex(
            (source, held) -> Pieces.of(source, One.in(held).<L>letters(), readers), false);
    return Pieces.shuffled(letters, readers)
        .mapPartitionsWithIndex((reader, arrived) -> One.of(Pieces.ordered(arrived)), true);
  }
}
