package org.layerparallel.train;

import java.util.Objects;
import org.layerparallel.network.Network;
import org.layerparallel.sweep.Interpolation;

/**
 * How a nested level follows from the one before.
 *
 * @param factor its layers over those of the one before, at least 2
 * @param interpolation of the weights
 * @param memory what becomes of the optimizer's pairs
 * @param states what the first solves start from
 */
public record RefinementRule(
    int factor, Interpolation interpolation, Memory memory, States states) {

  /** What becomes of the pairs of L-BFGS. */
  public enum Memory {
    /** They are forgotten: the first direction is the gradient. */
    DROP,
    /** Steps are interpolated as weights are, gradient changes as gradients. */
    CARRY
  }

  /** What the first solves of a refined level start from. */
  public enum States {
    /** Zero. */
    ZERO,
    /** States and adjoints at the C-points of the level before, interpolated in time. */
    INTERPOLATED
  }

  public RefinementRule {
    if (factor < 2) {
      throw new IllegalArgumentException("factor=" + factor + ", must be >= 2");
    }
    Objects.requireNonNull(interpolation, "interpolation");
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(states, "states");
  }

  /**
   * The number of layers on a nested level.
   *
   * @param coarsest layers on level 0
   * @throws ArithmeticException if it is more than can be counted
   */
  public int layersAt(int coarsest, int level) {
    int layers = coarsest;
    for (int i = 0; i < level; i++) {
      layers = Math.multiplyExact(layers, factor);
    }
    return layers;
  }

  /** The architecture on a nested level; {@code coarsest} is that of level 0. */
  public Network networkAt(Network coarsest, int level) {
    return interpolation.withLayers(coarsest, layersAt(coarsest.layers(), level));
  }
}
