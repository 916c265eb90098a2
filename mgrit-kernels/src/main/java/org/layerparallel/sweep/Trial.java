package org.layerparallel.sweep;

import java.io.Serializable;

/**
 * A step along a search direction, as the few numbers from which each {@link WeightBlock} forms its own piece of it:
 * candidate = weights - step * (sum of coefficients times basis vectors).
 *
 * @param pairs which of the remembered pairs of step and gradient change the direction uses, increasing
 * @param coefficients of these steps, these gradient changes, and the gradient: 2 pairs + 1
 * @param step a; 0 returns to the weights before
 */
public record Trial(int[] pairs, double[] coefficients, double step) implements Serializable {

  /** Back to the weights of the last gradient. */
  public static Trial back() {
    return new Trial(new int[0], new double[1], 0);
  }
}
