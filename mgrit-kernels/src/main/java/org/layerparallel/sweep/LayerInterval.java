package org.layerparallel.sweep;

import java.io.Serializable;

/**
 * Content of a layer interval: its weights and the C-points of its coarse intervals. Never modified; sweeps make new
 * ones.
 *
 * @param plan what it is
 * @param block its layers' weights and optimizer history
 * @param states state at the left end of each coarse interval, blocks of width x examples; null before the first
 * @param adjoints adjoint at the right end of each coarse interval, blocks of width x training examples; null before the
 *     first
 */
public record LayerInterval(
    IntervalPlan plan, WeightBlock block, double[][] states, double[][] adjoints)
    implements Serializable {

  /** An interval with weights alone. */
  public static LayerInterval of(IntervalPlan plan, double[] weights) {
    int size = plan.network().residualShape().size();
    return new LayerInterval(
        plan, WeightBlock.ofEqualLayers(plan.layers(), size, weights), null, null);
  }

  LayerInterval withBlock(WeightBlock newBlock) {
    return new LayerInterval(plan, newBlock, states, adjoints);
  }

  /** This interval with the C-points it is told; null keeps those there are. */
  LayerInterval told(Blocks newStates, Blocks newAdjoints) {
    return new LayerInterval(
        plan,
        block,
        newStates == null ? states : Blocks.arrays(newStates),
        newAdjoints == null ? adjoints : Blocks.arrays(newAdjoints));
  }

  LayerInterval withStates(double[][] newStates) {
    return new LayerInterval(plan, block, newStates, adjoints);
  }

  LayerInterval withAdjoints(double[][] newAdjoints) {
    return new LayerInterval(plan, block, states, newAdjoints);
  }
}
