package org.layerparallel.spark.checkpoint;

import java.io.Serializable;
import org.layerparallel.sweep.WeightBlock;

/**
 * How many vectors of the optimizer's past each weight block of a checkpoint has.
 *
 * @param pairs of L-BFGS
 * @param averages of gradients
 */
record PastVectors(int pairs, int averages) implements Serializable {

  static PastVectors of(WeightBlock block) {
    return new PastVectors(block.pairs(), block.averages().length);
  }
}
