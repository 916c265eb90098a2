package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.layerparallel.interval.IntervalBuild;
import org.layerparallel.interval.IntervalChecks;
import org.layerparallel.interval.IntervalCut;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.interval.IntervalVisit;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.Narration;

/**
 * Intervals on Spark: one partition each, that holds one element. A superstep is one job: it makes the next generation
 * of the RDD, caches it, and collects the results. Every so many supersteps the lineage is cut by a checkpoint; see
 * {@link OnSpark} for the kinds. A superstep that throws leaves the contents as they were. For one calling thread.
 *
 * @param <S> content of an interval
 */
public final class SparkIntervals<S extends Serializable> implements Intervals<S> {

  private static final String DESCRIPTION = "spark.job.description";
  private static final String GROUP = "spark.jobGroup.id";

  private final JavaSparkContext context;
  private final boolean shared;
  private final Lineage<S> lineage;
  private final Narration narration = new Narration();
  private int count;
  private long supersteps;
  private boolean closed;

  /**
   * Intervals that hold {@code contents}, in order. No job runs yet: the contents reach the executors with the first
   * superstep, as broadcast variables, since data within tasks would be sent again with every retry.
   *
   * @param checkpointInterval every how many supersteps the lineage is cut, at least 1
   * @param checkpoints where the generations that cut it are kept
   * @param shared whether tasks run in this process and may be handed objects of it
   * @throws IllegalArgumentException if {@code contents} is empty, or {@code checkpointInterval} is less than 1
   */
  SparkIntervals(
      JavaSparkContext context,
      List<S> contents,
      int checkpointInterval,
      Checkpoints checkpoints,
      boolean shared) {
    IntervalChecks.requireContents(contents);
    if (checkpointInterval < 1) {
      throw new IllegalArgumentException("checkpointInterval=" + checkpointInterval + ", must be >= 1");
    }
    this.context = context;
    this.shared = shared;
    this.count = contents.size();
    Posted<S> posted = Posted.send(context, contents, shared);
    JavaRDD<Held<S>> first = context
        .parallelize(IntStream.range(0, count).boxed().toList(), count)
        .mapPartitionsWithIndex((interval, index) -> One.of(Held.initial(posted.at(interval))), true);
    this.lineage = new Lineage<>(first, posted, checkpointInterval, checkpoints);
  }

  @Override
  public int count() {
    return count;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if these intervals are closed, or Spark could not run the job
   */
  @Override
  public <M extends Serializable, R extends Serializable> List<R> advance(
      IntervalStep<S, M, R> step, List<M> messages) {
    Posted<M> posted = post(messages);
    Generation<S, M, R> next = new Generation<>(lineage.newest().rdd(), step, posted);
    Results<S, R> results = new Results<>(next);
    JavaRDD<Held<S>> cached = JavaRDD.fromRDD(next, next.elementClassTag());
    return superstep(cached, posted, false, () -> Job.collect(results, shared));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if these intervals are closed, or Spark could not run the job
   */
  @Override
  public <M extends Serializable, R extends Serializable> List<R> visit(
      IntervalVisit<S, M, R> visit, List<M> messages) {
    Posted<M> posted = post(messages);
    Visits<S, M, R> visits = new Visits<>(lineage.newest().rdd(), visit, posted);
    try {
      return run(() -> Job.collect(visits, shared));
    } finally {
      posted.destroy();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are not {@link #count} messages, {@code newCount} is less than 1, or a
   *     piece is addressed to no interval
   * @throws IllegalStateException if these intervals are closed, or Spark could not run the job
   */
  @Override
  public <M extends Serializable, P extends Serializable> void regroup(
      int newCount, IntervalCut<S, M, P> cut, List<M> messages, IntervalBuild<P, S> build) {
    requireOpen();
    IntervalChecks.requireNewCount(newCount);
    Posted<M> posted = post(messages);
    JavaRDD<Held<S>> regrouped = Regrouping.of(lineage.newest(), newCount, cut, posted, build);
    superstep(regrouped, posted, true, regrouped::count);
    count = newCount;
  }

  @Override
  public long supersteps() {
    return supersteps;
  }

  @Override
  public Narration narration() {
    return narration;
  }

  /** Frees what the intervals hold on the executors; the context stays open. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      lineage.release();
    }
  }

  /** Runs the one job that makes {@code next}. */
  private <T> T superstep(JavaRDD<Held<S>> next, Posted<?> posted, boolean cut, Supplier<T> job) {
    lineage.prepare(next, cut);
    T outcome;
    try {
      outcome = run(job);
    } catch (RuntimeException e) {
      lineage.discard(next, posted);
      throw e;
    }
    lineage.adopt(next, posted);
    return outcome;
  }

  /** Runs a job, told what it is for. */
  private <T> T run(Supplier<T> job) {
    String callersDescription = context.getLocalProperty(DESCRIPTION);
    String callersGroup = context.getLocalProperty(GROUP);
    describe(callersDescription, callersGroup);
    T outcome;
    try {
      outcome = job.get();
    } catch (Exception e) {
      throw StepFailure.of(e, "superstep " + (supersteps + 1));
    } finally {
      context.setLocalProperty(DESCRIPTION, callersDescription);
      context.setLocalProperty(GROUP, callersGroup);
    }
    supersteps++;
    return outcome;
  }

  /** What Spark's pages say of the job, unless the caller has said it. */
  private void describe(String callersDescription, String callersGroup) {
    if (callersDescription == null) {
      String told = narration.text();
      context.setLocalProperty(DESCRIPTION, told.isEmpty() ? "superstep " + (supersteps + 1) : told);
    }
    if (callersGroup == null && !narration.group().isEmpty()) {
      context.setLocalProperty(GROUP, narration.group());
    }
  }

  private <M extends Serializable> Posted<M> post(List<M> messages) {
    requireOpen();
    IntervalChecks.requireMessages(messages, count);
    return Posted.send(context, messages, shared);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("these intervals are closed");
    }
  }
}
