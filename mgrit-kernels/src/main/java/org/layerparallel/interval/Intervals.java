package org.layerparallel.interval;

import java.io.Serializable;
import java.util.List;

/**
 * The layer intervals of the finest level, and the one thing done to all of them: a superstep. Every interval's content
 * is replaced by a pure function of what it was and of a message; the small results return in interval order. The
 * whole solver is written against this, once; an implementation owns placement, transport and recovery and knows
 * nothing of multigrid.
 *
 * @param <S> content of an interval; never modified after it was made
 */
public interface Intervals<S extends Serializable> extends AutoCloseable {

  /** Number of intervals, at least 1. */
  int count();

  /**
   * One superstep over all intervals.
   *
   * @param step applied to each interval; pure, as it may run again where a result was lost
   * @param messages one for each interval, in order
   * @return one result for each interval, in order
   * @throws IllegalArgumentException if there are not {@link #count} messages
   */
  <M extends Serializable, R extends Serializable> List<R> advance(
      IntervalStep<S, M, R> step, List<M> messages);

  /**
   * Looks at all intervals, whose contents stay. Counts as a superstep, but unlike one it is never run again to recover
   * a content.
   *
   * @param messages one for each interval, in order
   * @return one result for each interval, in order
   * @throws IllegalArgumentException if there are not {@link #count} messages
   */
  <M extends Serializable, R extends Serializable> List<R> visit(
      IntervalVisit<S, M, R> visit, List<M> messages);

  /**
   * Cuts the intervals anew: every interval's content becomes pieces, each addressed to one of {@code newCount} new
   * intervals; a new interval is built from the pieces that reached it, ordered by the interval they came from and
   * then as they were listed. Counts as a superstep.
   *
   * @param messages one for each present interval, in order
   */
  <M extends Serializable, P extends Serializable> void regroup(
      int newCount, IntervalCut<S, M, P> cut, List<M> messages, IntervalBuild<P, S> build);

  /**
   * Gives the intervals columns to correspond with, in place of those they had; until they are cut anew or closed.
   *
   * @param columns contents of the columns, in order
   * @throws IllegalArgumentException if there are none
   */
  <C extends Serializable> Correspondence<S, C> correspondWith(List<C> columns);

  /** Supersteps done so far, those of columns included; on Spark each is one job. */
  long supersteps();

  /** What the next superstep is for, told by the caller; whether anything shows it is the implementation's business. */
  Narration narration();

  /** Releases what the intervals hold. */
  @Override
  void close();
}
