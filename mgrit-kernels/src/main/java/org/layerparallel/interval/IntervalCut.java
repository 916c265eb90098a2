package org.layerparallel.interval;

import java.io.Serializable;
import java.util.List;

/** Cuts an interval's content into pieces for the intervals of a new partition. */
@FunctionalInterface
public interface IntervalCut<S, M, P> extends Serializable {

  /** The pieces of {@code content}; it and {@code message} are not modified. */
  List<Addressed<P>> apply(S content, M message);

  /**
   * A piece and where it goes.
   *
   * @param interval index of the new interval
   * @param piece what goes there
   */
  record Addressed<P>(int interval, P piece) implements Serializable {}
}
