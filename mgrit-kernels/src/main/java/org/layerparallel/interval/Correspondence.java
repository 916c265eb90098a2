package org.layerparallel.interval;

import java.io.Serializable;
import java.util.List;

/**
 * Intervals and columns, two sides that write letters to each other: supersteps of the one read what the last superstep
 * of the other has written, once. Letters do not pass through the caller, wherever the sides are. Ordinary supersteps of
 * the intervals, in between, neither read nor write. It ends when these are cut anew or closed.
 *
 * @param <S> content of an interval
 * @param <C> content of a column; never modified after it was made
 */
public interface Correspondence<S extends Serializable, C extends Serializable> {

  /**
   * One superstep over all intervals.
   *
   * @param messages one for each interval, in order
   * @return one result for each interval, in order
   * @throws IllegalArgumentException if there are not as many messages
   */
  <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable> List<R> intervals(
      MailedStep<S, A, M, R, L> step, List<M> messages);

  /**
   * One superstep over all columns.
   *
   * @param messages one for each column, in order
   * @return one result for each column, in order
   * @throws IllegalArgumentException if there are not as many messages
   */
  <A extends Serializable, M extends Serializable, R extends Serializable, L extends Serializable> List<R> columns(
      MailedStep<C, A, M, R, L> step, List<M> messages);
}
