package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.linalg.Workers;

/** New candidate weights, as the few numbers from which each {@link WeightBlock} makes its own piece of them. */
public sealed interface Proposal extends Serializable permits Trial, Move {

  /**
   * {@code block} with the candidate that this describes.
   *
   * @param workers threads to share the weights
   */
  WeightBlock on(WeightBlock block, Workers workers);
}
