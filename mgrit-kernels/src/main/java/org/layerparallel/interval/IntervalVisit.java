package org.layerparallel.interval;

import java.io.Serializable;

/**
 * A look at an interval's content, which stays what it is.
 *
 * @param <S> content of an interval
 * @param <M> message to it
 * @param <R> result from it
 */
@FunctionalInterface
public interface IntervalVisit<S, M, R> extends Serializable {

  /** What is seen; neither argument is modified. May run again where a result was lost, or twice at once. */
  R apply(S content, M message);
}
