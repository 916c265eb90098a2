package org.layerparallel.spark.interval;

import java.io.Serializable;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;

/**
 * The results of a superstep, taken from the generation it made: that generation and its results are one job.
 *
 * @param <S> content of an interval
 * @param <R> result from it
 */
final class Results<S extends Serializable, R extends Serializable> extends RDD<Serializable> {

  private static final long serialVersionUID = 1;

  private final Generation<S, ?, ?, R> generation;

  Results(Generation<S, ?, ?, R> generation) {
    super(generation, ClassTag$.MODULE$.apply(Serializable.class));
    this.generation = generation;
  }

  @Override
  public Partition[] getPartitions() {
    return generation.partitions();
  }

  @Override
  public Iterator<Serializable> compute(Partition interval, TaskContext task) {
    Held<S> made = One.in(generation.iterator(interval, task));
    // Another run of this task may have taken the result, and then have failed or been outrun.
    return One.partition(made.taken() ? generation.make(interval, task).take() : made.take());
  }
}
