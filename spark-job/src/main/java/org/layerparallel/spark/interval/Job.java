package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** The job of a superstep. */
final class Job {

  private Job() {}

  /**
   * Collects the results, in interval order. Spark's own collect sends a function that holds the RDD, and so serializes
   * the lineage twice.
   */
  @SuppressWarnings("unchecked")
  static <R extends Serializable> List<R> collect(Results<?, R> results) {
    Object collected = results.context().runJob(results, new TakeOne(), ClassTag$.MODULE$.apply(Serializable.class));
    return (List<R>) Collections.unmodifiableList(Arrays.asList((Serializable[]) collected));
  }

  private static final class TakeOne extends AbstractFunction1<Iterator<Serializable>, Serializable>
      implements Serializable {

    private static final long serialVersionUID = 1;

    @Override
    public Serializable apply(Iterator<Serializable> partition) {
      return One.in(partition);
    }
  }
}
