package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
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
   *
   * @param shared whether the tasks run in this process, where they leave their results
   */
  @SuppressWarnings("unchecked")
  static <R extends Serializable> List<R> collect(RDD<Serializable> results, boolean shared) {
    int count = results.getNumPartitions();
    Serializable[] collected = new Serializable[count];
    Ticket place = shared ? Ticket.of(new AtomicReferenceArray<Serializable>(count)) : null;
    try {
      results
          .context()
          .runJob(
              results,
              new TakeOne(place),
              Range$.MODULE$.apply(0, count),
              new Keep(collected),
              ClassTag$.MODULE$.apply(Serializable.class));
      for (int interval = 0; shared && interval < count; interval++) {
        collected[interval] = results(place).get(interval);
      }
    } finally {
      if (shared) {
        place.makeVoid();
      }
    }
    return (List<R>) Collections.unmodifiableList(Arrays.asList(collected));
  }

  @SuppressWarnings("unchecked")
  private static AtomicReferenceArray<Serializable> results(Ticket place) {
    return (AtomicReferenceArray<Serializable>) place.object();
  }

  /** What a task does: answers the result, or leaves it in its place. */
  private static final class TakeOne
      extends AbstractFunction2<TaskContext, Iterator<Serializable>, Serializable>
      implements Serializable {

    private static final long serialVersionUID = 1;

    /** Null where results are answered. */
    private final Ticket place;

    TakeOne(Ticket place) {
      this.place = place;
    }

    @Override
    public Serializable apply(TaskContext task, Iterator<Serializable> partition) {
      Serializable result = One.in(partition);
      if (place == null) {
        return result;
      }
      AtomicReferenceArray<Serializable> results = results(place);
      // A task that outlives its job finds no place, and nobody waits for it.
      if (results != null) {
        results.set(task.partitionId(), result);
      }
      return null;
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
