package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.collection.immutable.Range$;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** The job of a superstep. */
final class Job {

  private Job() {}

  /**
   * Collects the results, in interval order. Spark's own collect sends a function that holds the RDD, and so serializes
   * the lineage twice; and its shorter ways to run a job wrap the function in a lambda, whose bytecode it then reads
   * and checks every time.
   */
  @SuppressWarnings("unchecked")
  static <R extends Serializable> List<R> collect(Results<?, R> results) {
    int count = results.getNumPartitions();
    Serializable[] collected = new Serializable[count];
    results
        .context()
        .runJob(
            results,
            new TakeOne(),
            Range$.MODULE$.apply(0, count),
            new Keep(collected),
            ClassTag$.MODULE$.apply(Serializable.class));
    return (List<R>) Collections.unmodifiableList(Arrays.asList(collected));
  }

  /** What a task does. */
  private static final class TakeOne
      extends AbstractFunction2<TaskContext, Iterator<Serializable>, Serializable>
      implements Serializable {

    private static final long serialVersionUID = 1;

    @Override
    public Serializable apply(TaskContext task, Iterator<Serializable> partition) {
      return One.in(partition);
    }
  }

  /** What the driver does with each result, on one thread. */
  private static final class Keep extends AbstractFunction2<Object, Serializable, BoxedUnit> {

    private final Serializable[] collected;

    Keep(Serializable[] collected) {
      this.collected = collected;
    }

    @Override
    public BoxedUnit apply(Object interval, Serializable result) {
      collected[(Integer) interval] = result;
      return BoxedUnit.UNIT;
    }
  }
}
