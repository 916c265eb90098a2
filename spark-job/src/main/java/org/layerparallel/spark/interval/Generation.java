package org.layerparallel.spark.interval;

import java.io.Serializable;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.linalg.Blas;
import org.layerparallel.linalg.BlasKind;
import org.layerparallel.linalg.Workers;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What a superstep makes of the intervals: one element a partition. A class of its own rather than a mapped RDD, since
 * Spark's mapping methods serialize each function once more to check it, which a driver that runs a thousand short jobs
 * feels, and since a mapped RDD holds on to its function, and so to its broadcast variables, after a checkpoint.
 *
 * @param <S> content of an interval
 * @param <M> message to it
 * @param <R> result from it
 */
final class Generation<S extends Serializable, M extends Serializable, R extends Serializable> extends RDD<Held<S>> {

  private static final long serialVersionUID = 1;

  /** What the driver computes with: another one would round otherwise, and weights depend on where they are computed. */
  private final BlasKind blas;

  private IntervalStep<S, M, R> step;
  private Posted<M> posted;

  Generation(RDD<Held<S>> before, IntervalStep<S, M, R> step, Posted<M> posted) {
    super(before, heldTag());
    this.blas = Blas.inUse().kind();
    this.step = step;
    this.posted = posted;
  }

  @Override
  public Partition[] getPartitions() {
    return before().partitions();
  }

  @Override
  public Iterator<Held<S>> compute(Partition interval, TaskContext task) {
    return One.partition(make(interval, task));
  }

  /** One interval's new content and result, made anew whether or not they are cached. */
  Held<S> make(Partition interval, TaskContext task) {
    S content = One.in(before().iterator(interval, task)).content();
    ExecutorBlas.require(blas);
    Advanced<S, R> advanced =
        step.apply(content, posted.at(interval.index()), Workers.caller());
    return Held.stepped(advanced.content(), advanced.result());
  }

  /** Called by Spark once a checkpoint stands in for the lineage. */
  @Override
  public void clearDependencies() {
    super.clearDependencies();
    step = null;
    posted = null;
  }

  private RDD<Held<S>> before() {
    return firstParent(heldTag());
  }

  private static <T extends Serializable> ClassTag<Held<T>> heldTag() {
    return ClassTag$.MODULE$.apply(Held.class);
  }
}
