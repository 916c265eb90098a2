package org.layerparallel.spark.interval;

import java.io.Serializable;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.layerparallel.interval.IntervalVisit;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;

/**
 * What visits to the intervals saw; no generation of its own, so that nothing is ever recovered through it.
 *
 * @param <S> content of an interval
 * @param <M> message to it
 * @param <R> result from it
 */
final class Visits<S extends Serializable, M extends Serializable, R extends Serializable> extends RDD<Serializable> {

  private static final long serialVersionUID = 1;

  private final RDD<Held<S>> visited;
  private final IntervalVisit<S, M, R> visit;
  private final Posted<M> posted;

  Visits(RDD<Held<S>> visited, IntervalVisit<S, M, R> visit, Posted<M> posted) {
    super(visited, ClassTag$.MODULE$.apply(Serializable.class));
    this.visited = visited;
    this.visit = visit;
    this.posted = posted;
  }

  @Override
  public Partition[] getPartitions() {
    return visited.partitions();
  }

  @Override
  public Iterator<Serializable> compute(Partition interval, TaskContext task) {
    S content = One.in(visited.iterator(interval, task)).content();
    return One.partition(visit.apply(content, posted.at(interval.index())));
  }
}
