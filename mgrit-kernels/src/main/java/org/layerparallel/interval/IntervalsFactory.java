package org.layerparallel.interval;

import java.io.Serializable;
import java.util.List;

/** Makes {@link Intervals} of their first contents: where a solver gets its execution from. */
public interface IntervalsFactory {

  /** Number of intervals wanted; a solver makes fewer where there are fewer coarse intervals. */
  int wanted();

  /** Intervals that hold {@code contents}, in order. */
  <S extends Serializable> Intervals<S> create(List<S> contents);
}
