package org.layerparallel.spark.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.layerparallel.interval.Correspondence;
import org.layerparallel.interval.IntervalBuild;
import org.layerparallel.interval.IntervalCut;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.interval.IntervalVisit;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.interval.MailedStep;
import org.layerparallel.interval.Narration;
import org.layerparallel.spark.report.RunPhases;
import org.layerparallel.spark.report.RunPhases.LevelPhases;
import org.layerparallel.spark.report.RunTraffic;
import org.layerparallel.spark.report.RunTraffic.LevelTraffic;
import org.layerparallel.spark.report.Traffic;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;

/**
 * Measures what a training's time goes into: the wall time of its supersteps, as the thread that trains sees it, and of
 * all else. What of a superstep is computing and what is Spark's, Spark's events tell. The time begins when a training
 * makes its intervals.
 */
final class PhaseClock implements IntervalsFactory, TrainingListener {

  private final IntervalsFactory execution;
  private final List<Level> levels = new ArrayList<>();
  private Level level = new Level(new ArrayList<>(), new ArrayList<>());
  private long counted;
  private long supersteps;

  /** Seconds of each iteration, and of what followed the last one: all, and those of supersteps. */
  private record Level(List<Double> wall, List<Double> supersteps) {}

  /**
   * @param execution whose supersteps are measured
   */
  PhaseClock(IntervalsFactory execution) {
    this.execution = execution;
  }

  @Override
  public int wanted() {
    return execution.wanted();
  }

  @Override
  public <S extends Serializable> Intervals<S> create(List<S> contents) {
    counted = System.nanoTime();
    return new Timed<>(execution.create(contents));
  }

  @Override
  public void iteration(IterationRecord record) {
    note();
  }

  @Override
  public void levelEnded(int number, StopReason reason) {
    note();
    levels.add(level);
    level = new Level(new ArrayList<>(), new ArrayList<>());
  }

  /**
   * What the time of the levels went into.
   *
   * @param onSpark whether supersteps are Spark jobs
   * @param traffic what Spark told of them
   * @return empty on Spark if it did not tell
   */
  Optional<RunPhases> phases(boolean onSpark, Optional<RunTraffic> traffic) {
    if (onSpark && traffic.isEmpty()) {
      return Optional.empty();
    }
    List<LevelPhases> phases = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      Level timed = levels.get(i);
      List<Double> compute = onSpark ? compute(traffic.get().levels().get(i)) : timed.supersteps();
      phases.add(LevelPhases.of(timed.wall(), timed.supersteps(), compute));
    }
    return Optional.of(new RunPhases(phases));
  }

  private static List<Double> compute(LevelTraffic traffic) {
    List<Double> seconds = new ArrayList<>();
    long rest = traffic.total().computeNanos();
    for (Traffic iteration : traffic.iterations()) {
      seconds.add(1e-9 * iteration.computeNanos());
      rest -= iteration.computeNanos();
    }
    seconds.add(1e-9 * rest);
    return seconds;
  }

  private void note() {
    long now = System.nanoTime();
    level.wall().add(1e-9 * (now - counted));
    level.supersteps().add(1e-9 * supersteps);
    counted = now;
    supersteps = 0;
  }

  private <T> T timed(Supplier<T> superstep) {
    long begin = System.nanoTime();
    try {
      return superstep.get();
    } finally {
      supersteps += System.nanoTime() - begin;
    }
  }

  /** Intervals whose supersteps are measured. */
  private final class Timed<S extends Serializable> implements Intervals<S> {

    private final Intervals<S> intervals;

    Timed(Intervals<S> intervals) {
      this.intervals = intervals;
    }

    @Override
    public int count() {
      return intervals.count();
    }

    @Override
    public <M extends Serializable, R extends Serializable> List<R> advance(
        IntervalStep<S, M, R> step, List<M> messages) {
      return timed(() -> intervals.advance(step, messages));
    }

    @Override
    public <M extends Serializable, R extends Serializable> List<R> visit(
        IntervalVisit<S, M, R> visit, List<M> messages) {
      return timed(() -> intervals.visit(visit, messages));
    }

    @Override
    public <M extends Serializable, P extends Serializable> void regroup(
        int newCount, IntervalCut<S, M, P> cut, List<M> messages, IntervalBuild<P, S> build) {
      timed(
          () -> {
            intervals.regroup(newCount, cut, messages, build);
            return null;
          });
    }

    @Override
    public <C extends Serializable> Correspondence<S, C> correspondWith(List<C> columns) {
      Correspondence<S, C> correspondence = intervals.correspondWith(columns);
      return new Correspondence<>() {
        @Override
        public <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable>
            List<R> intervals(MailedStep<S, A, M, R, L> step, List<M> messages) {
          return timed(() -> correspondence.intervals(step, messages));
        }

        @Override
        public <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable>
            List<R> columns(MailedStep<C, A, M, R, L> step, List<M> messages) {
          return timed(() -> correspondence.columns(step, messages));
        }
      };
    }

    @Override
    public long supersteps() {
      return intervals.supersteps();
    }

    @Override
    public Narration narration() {
      return intervals.narration();
    }

    @Override
    public void close() {
      intervals.close();
    }
  }
}
