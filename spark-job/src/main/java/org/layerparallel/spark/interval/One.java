package org.layerparallel.spark.interval;

import java.util.Collections;
import java.util.Iterator;
import scala.collection.Iterator$;

/** Partitions of one element. Scala's own converters between iterators are called otherwise in 2.12 than in 2.13. */
final class One {

  private One() {}

  /** A partition that holds {@code element}, which may be null. */
  static <T> Iterator<T> of(T element) {
    return Collections.singletonList(element).iterator();
  }

  /** As {@link #of}, for an RDD. */
  static <T> scala.collection.Iterator<T> partition(T element) {
    return Iterator$.MODULE$.single(element);
  }

  /** The element of {@code partition}; reads to the end, for only then does Spark release a cached block. */
  static <T> T in(Iterator<T> partition) {
    return alone(partition.next(), partition.hasNext());
  }

  /** As {@link #in(Iterator)}, for an RDD. */
  static <T> T in(scala.collection.Iterator<T> partition) {
    return alone(partition.next(), partition.hasNext());
  }

  private static <T> T alone(T element, boolean more) {
    if (more) {
      throw new IllegalStateException("a partition has more than one element");
    }
    return element;
  }
}
