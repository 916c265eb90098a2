package org.layerparallel.interval;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.linalg.OrderedTasks;
import org.layerparallel.linalg.Workers;

/**
 * Intervals in this process: the reference execution, and the one for a single machine. A superstep that throws leaves
 * the contents as they were. For one calling thread.
 *
 * @param <S> content of an interval
 */
public final class LocalIntervals<S extends Serializable> implements Intervals<S> {

  private final OrderedTasks tasks;

  /** For an only interval, which then has all threads to itself. */
  private final Workers workers;

  private final Narration narration = new Narration();
  private List<S> contents;
  private long supersteps;
  private LocalCorrespondence<S, ?> present;
  private boolean closed;

  /**
   * Intervals that hold {@code contents}, in order.
   *
   * @param threads threads that share the intervals of a superstep; 1 is the caller's own
   * @throws IllegalArgumentException if {@code contents} is empty or {@code threads} is less than 1
   */
  public LocalIntervals(List<S> contents, int threads) {
    IntervalChecks.requireContents(contents);
    this.contents = new ArrayList<>(contents);
    this.tasks = new OrderedTasks("intervals", threads);
    this.workers = new Workers(threads);
  }

  @Override
  public int count() {
    return contents.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if these intervals are closed, or the calling thread is interrupted
   */
  @Override
  public <M extends Serializable, R extends Serializable> List<R> advance(
      IntervalStep<S, M, R> step, List<M> messages) {
    return advance(contents, (i, content, message, shared) -> step.apply(content, message, shared), messages);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if these intervals are closed, or the calling thread is interrupted
   */
  @Override
  public <M extends Serializable, R extends Serializable> List<R> visit(
      IntervalVisit<S, M, R> visit, List<M> messages) {
    requireOpen();
    IntervalChecks.requireMessages(messages, count());
    List<R> results = tasks.run(count(), i -> visit.apply(contents.get(i), messages.get(i)));
    supersteps++;
    return Collections.unmodifiableList(results);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are not {@link #count} messages, {@code newCount} is less than 1, or a
   *     piece is addressed to no interval
   * @throws IllegalStateException if these intervals are closed, or the calling thread is interrupted
   */
  @Override
  public <M extends Serializable, P extends Serializable> void regroup(
      int newCount, IntervalCut<S, M, P> cut, List<M> messages, IntervalBuild<P, S> build) {
    requireOpen();
    IntervalChecks.requireNewCount(newCount);
    IntervalChecks.requireMessages(messages, count());
    List<List<P>> arrivals = new ArrayList<>(newCount);
    for (int interval = 0; interval < newCount; interval++) {
      arrivals.add(new ArrayList<>());
    }
    for (List<Addressed<P>> pieces : tasks.run(count(), i -> cut.apply(contents.get(i), messages.get(i)))) {
      for (Addressed<P> piece : pieces) {
        IntervalChecks.requireTarget(piece.interval(), newCount);
        arrivals.get(piece.interval()).add(piece.piece());
      }
    }
    contents = new ArrayList<>(tasks.run(newCount, i -> build.apply(i, arrivals.get(i))));
    present = null;
    supersteps++;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if these intervals are closed
   */
  @Override
  public <C extends Serializable> Correspondence<S, C> correspondWith(List<C> columns) {
    requireOpen();
    LocalCorrespondence<S, C> correspondence = new LocalCorrespondence<>(this, columns);
    present = correspondence;
    return correspondence;
  }

  /** Demands that {@code correspondence} is the present one. */
  void requirePresent(LocalCorrespondence<S, ?> correspondence) {
    requireOpen();
    if (present != correspondence) {
      throw new IllegalStateException("this correspondence has ended");
    }
  }

  /** One superstep over {@code parties}, these or their columns, which become what it makes of them. */
  <T, M, R> List<R> advance(List<T> parties, PartyStep<T, M, R> step, List<M> messages) {
    requireOpen();
    IntervalChecks.requireMessages(messages, parties.size());
    Workers shared = parties.size() == 1 ? workers : Workers.caller();
    List<Advanced<T, R>> advanced =
        tasks.run(parties.size(), i -> step.apply(i, parties.get(i), messages.get(i), shared));
    List<R> results = new ArrayList<>(parties.size());
    for (int i = 0; i < advanced.size(); i++) {
      parties.set(i, advanced.get(i).content());
      results.add(advanced.get(i).result());
    }
    supersteps++;
    return Collections.unmodifiableList(results);
  }

  /** What a superstep does to one of the parties, which knows its number. */
  interface PartyStep<T, M, R> {
    Advanced<T, R> apply(int number, T content, M message, Workers workers);
  }

  /** The present contents, in order. */
  List<S> contents() {
    return contents;
  }

  @Override
  public long supersteps() {
    return supersteps;
  }

  @Override
  public Narration narration() {
    return narration;
  }

  /** Ends the threads and lets go of the contents; closing again does nothing. */
  @Override
  public void close() {
    closed = true;
    contents = List.of();
    present = null;
    tasks.close();
    workers.close();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("these intervals are closed");
    }
  }
}
