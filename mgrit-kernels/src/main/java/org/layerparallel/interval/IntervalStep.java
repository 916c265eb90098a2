package org.layerparallel.interval;

import java.io.Serializable;
import org.layerparallel.linalg.Workers;

/**
 * What a superstep does to one interval.
 *
 * @param <S> content of an interval
 * @param <M> message to it
 * @param <R> result from it
 */
@FunctionalInterface
public interface IntervalStep<S, M, R> extends Serializable {

  /**
   * The new content and the result; neither argument is modified.
   *
   * @param workers threads that may share the work; the result does not depend on their number
   */
  Advanced<S, R> apply(S content, M message, Workers workers);

  /**
   * Outcome of a step.
   *
   * @param content new content; the old one itself where nothing changed
   * @param result what goes back to the caller
   */
  record Advanced<S, R>(S content, R result) implements Serializable {}
}
