package org.layerparallel.sweep;

import org.layerparallel.linalg.Workers;

/**
 * A step along a search direction: candidate = weights - step * (sum of coefficients times basis vectors).
 *
 * @param pairs which of the remembered pairs of step and gradient change the direction uses, increasing
 * @param coefficients of these steps, these gradient changes, and the gradient: 2 pairs + 1
 * @param step a; 0 returns to the weights before
 */
public record Trial(int[] pairs, double[] coefficients, double step) implements Proposal {

  /** Back to the weights of the last gradient. */
  public static Trial back() {
    return new Trial(new int[0], new double[1], 0);
  }

  @Override
  public WeightBlock on(WeightBlock block, Workers workers) {
    return block.tried(this, workers);
  }
}
