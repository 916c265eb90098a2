package org.layerparallel.spark.interval;

import java.util.Collections;
import java.util.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** Partitions of one element. */
final class One {

  private One() {}

  /** A partition that holds {@code element}, which may be null. */
  static <T> Iterator<T> of(T element) {
    return Collections.singletonList(element).iterator();
  }

  /** As {@link #of}, for an RDD. */
  static <T> scala.collection.Iterator<T> partition(T element) {
    return CollectionConverters.asScala(of(element));
  }

  /** The element of {@code partition}; reads to the end, for only then does Spark release a cached block. */
  static <T> T in(Iterator<T> partition) {
    T element = partition.next();
    if (partition.hasNext()) {
      throw new IllegalStateException("a partition has more than one element");
    }
    return element;
  }

  /** As {@link #in(Iterator)}, for an RDD. */
  static <T> T in(scala.collection.Iterator<T> partition) {
    return in(CollectionConverters.asJava(partition));
  }
}
