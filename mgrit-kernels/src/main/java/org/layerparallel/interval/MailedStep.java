package org.layerparallel.interval;

import java.io.Serializable;
import java.util.List;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.linalg.Workers;

/**
 * What a superstep of a {@link Correspondence} does to one party: a step that reads the letters it got from the other
 * side, and writes some for it.
 *
 * @param <S> content of a party
 * @param <A> letter that arrives
 * @param <M> message from the caller
 * @param <R> result for the caller
 * @param <L> letter that leaves
 */
@FunctionalInterface
public interface MailedStep<S, A, M, R, L> extends Serializable {

  /**
   * The new content, the result and the letters; no argument is modified.
   *
   * @param arrived letters, ordered by their senders; none where all were read before
   * @param workers threads that may share the work; the outcome does not depend on their number
   */
  Mailed<S, R, L> apply(S content, List<A> arrived, M message, Workers workers);

  /**
   * Outcome of a step.
   *
   * @param content new content; the old one itself where nothing changed
   * @param result what goes back to the caller
   * @param letters to the other side, at most one for each of its parties
   */
  record Mailed<S, R, L>(S content, R result, List<Addressed<L>> letters) implements Serializable {}
}
