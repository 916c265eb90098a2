package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.layerparallel.interval.Correspondence;
import org.layerparallel.interval.IntervalBuild;
import org.layerparallel.interval.IntervalChecks;
import org.layerparallel.interval.IntervalCut;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.interval.IntervalVisit;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.MailedStep;
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
  private final Lineage lineage;
  private final Narration narration = new Narration();
  private final Side<S> intervals;

  /** Columns that the intervals correspond with; null for none. */
  private Side<?> columns;

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
    this.lineage = new Lineage(checkpointInterval, checkpoints);
    this.intervals = begin(contents);
  }

  /** A side that begins with {@code contents}. */
  private <T extends Serializable> Side<T> begin(List<T> contents) {
    int count = contents.size();
    Posted<T> posted = Posted.send(context, contents, shared);
    JavaRDD<Held<T>> first = context
        .parallelize(IntStream.range(0, count).boxed().toList(), count)
        .mapPartitionsWithIndex((number, index) -> One.of(Held.initial(posted.at(number))), true);
    return lineage.begin(first, posted);
  }

  @Override
  public int count() {
    return intervals.count();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if these intervals are closed, or Spark could not run the job
   */
  @Override
  public <M extends Serializable, R extends Serializable> List<R> advance(
      IntervalStep<S, M, R> step, List<M> messages) {
    return advance(intervals, null, new Silent<>(step), messages);
  }

  /**
   * One superstep of a side.
   *
   * @param writer the other one, whose letters are read, and which gets what is written; null where no letters pass
   */
  private <T extends Serializable, A extends Serializable, M extends Serializable, R extends Serializable>
      List<R> advance(Side<T> side, Side<?> writer, MailedStep<T, A, M, R, ?> step, List<M> messages) {
    Posted<M> posted = post(messages, side.count());
    JavaRDD<List<A>> letters = writer == null ? null : writer.letters(side.count());
    Generation<T, A, M, R> next =
        new Generation<>(side.newest().rdd(), letters == null ? null : letters.rdd(), step, posted);
    Results<T, R> results = new Results<>(next);
    JavaRDD<Held<T>> cached = JavaRDD.fromRDD(next, next.elementClassTag());
    List<R> answers =
        superstep(side, cached, posted, writer != null, false, () -> Job.collect(results, shared));
    if (letters != null) {
      // What has been read is made again if it must be; its files need not wait for the garbage collector.
      letters.rdd().cleanShuffleDependencies(false);
      lineage.read(writer);
    }
    return answers;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if these intervals are closed
   */
  @Override
  public <C extends Serializable> Correspondence<S, C> correspondWith(List<C> contents) {
    requireOpen();
    IntervalChecks.requireContents(contents);
    endCorrespondence();
    Side<C> side = begin(contents);
    columns = side;
    return new Correspondence<>() {
      @Override
      public <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable>
          List<R> intervals(MailedStep<S, A, M, R, L> step, List<M> messages) {
        requireOpen(side);
        return advance(intervals, side, step, messages);
      }

      @Override
      public <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable>
          List<R> columns(MailedStep<C, A, M, R, L> step, List<M> messages) {
        requireOpen(side);
        return advance(side, intervals, step, messages);
      }
    };
  }

  private void endCorrespondence() {
    if (columns != null) {
      lineage.end(columns);
      columns = null;
    }
    intervals.read();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if these intervals are closed, or Spark could not run the job
   */
  @Override
  public <M extends Serializable, R extends Serializable> List<R> visit(
      IntervalVisit<S, M, R> visit, List<M> messages) {
    Posted<M> posted = post(messages, count());
    Visits<S, M, R> visits = new Visits<>(intervals.newest().rdd(), visit, posted);
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
    Posted<M> posted = post(messages, count());
    endCorrespondence();
    JavaRDD<Held<S>> regrouped = Regrouping.of(intervals.newest(), newCount, cut, posted, build);
    superstep(intervals, regrouped, posted, false, true, regrouped::count);
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

  /**
   * Runs the one job that makes {@code next}.
   *
   * @param writes whether it writes letters
   * @param cut whether it cuts the lineage
   */
  private <T extends Serializable, A> A superstep(
      Side<T> side, JavaRDD<Held<T>> next, Posted<?> posted, boolean writes, boolean cut, Supplier<A> job) {
    lineage.prepare(next, cut);
    A outcome;
    try {
      outcome = run(job);
    } catch (RuntimeException e) {
      lineage.discard(next, posted);
      throw e;
    }
    lineage.adopt(side, next, posted, writes);
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

  private <M extends Serializable> Posted<M> post(List<M> messages, int count) {
    requireOpen();
    IntervalChecks.requireMessages(messages, count);
    return Posted.send(context, messages, shared);
  }

  private void requireOpen(Side<?> side) {
    requireOpen();
    if (side != columns) {
      throw new IllegalStateException("this correspondence has ended");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("these intervals are closed");
    }
  }
}
