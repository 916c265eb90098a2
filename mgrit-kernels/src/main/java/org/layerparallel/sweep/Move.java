package org.layerparallel.sweep;

import org.layerparallel.linalg.Workers;
import org.layerparallel.optim.Averaging;

/**
 * A step along running averages of gradients, the last gradient included.
 *
 * @param rule which averages, and how the weights follow from them
 * @param rate length of the step
 * @param number of the move since the averages were zero, from 1
 */
public record Move(Averaging rule, double rate, int number) implements Proposal {

  @Override
  public WeightBlock on(WeightBlock block, Workers workers) {
    return block.moved(this, workers);
  }
}
