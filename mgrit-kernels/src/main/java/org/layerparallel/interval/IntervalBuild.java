package org.layerparallel.interval;

import java.io.Serializable;
import java.util.List;

/** Makes the content of a new interval of the pieces that reached it. */
@FunctionalInterface
public interface IntervalBuild<P, S> extends Serializable {

  /** The content of interval {@code interval}; {@code pieces} may be empty. */
  S apply(int interval, List<P> pieces);
}
