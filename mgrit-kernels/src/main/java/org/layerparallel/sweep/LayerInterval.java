package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.linalg.Workers;

/**
 * Content of a layer interval: its weights and the C-points of its coarse intervals. Never modified; sweeps make new
 * ones.
 *
 * @param plan what it is
 * @param block its layers' weights and optimizer history
 * @param states state at the left end of each coarse interval, blocks of width x examples; null before the first
 * @param adjoints adjoint at the right end of each coarse interval, blocks of width x training examples; null before the
 *     first
 * @param fPoints what is kept of them at the F-points, for the candidate weights and these C-points
 */
public record LayerInterval(
    IntervalPlan plan, WeightBlock block, double[][] states, double[][] adjoints, FPoints fPoints)
    implements Serializable {

  /** An interval with weights alone. */
  public static LayerInterval of(IntervalPlan plan, double[] weights) {
    int size = plan.network().residualShape().size();
    WeightBlock block = WeightBlock.ofEqualLayers(plan.layers(), size, weights);
    return new LayerInterval(plan, block, null, null, FPoints.none());
  }

  /** An interval whose weights are yet to come. */
  public static LayerInterval awaiting(IntervalPlan plan) {
    return new LayerInterval(plan, null, null, null, FPoints.none());
  }

  /** This interval with {@code other} in place of all that belongs to its weights, and no state or adjoint. */
  public LayerInterval replaced(WeightBlock other) {
    return new LayerInterval(plan, other, null, null, FPoints.none());
  }

  /** This interval with pairs of before its first gradient. */
  LayerInterval withPairs(double[][] steps, double[][] changes) {
    return withAccepted(block.withPairs(steps, changes));
  }

  /** This interval with the candidate that {@code proposal} describes. */
  LayerInterval proposed(Proposal proposal, Workers workers) {
    return new LayerInterval(plan, proposal.on(block, workers), states, adjoints, fPoints.withoutStates());
  }

  /** This interval with {@code accepted}, a block whose weights are the candidate of this one. */
  LayerInterval withAccepted(WeightBlock accepted) {
    return new LayerInterval(plan, accepted, states, adjoints, fPoints);
  }

  /** This interval with the C-points it is told; null keeps those there are. */
  LayerInterval told(Blocks newStates, Blocks newAdjoints) {
    LayerInterval told = newStates == null ? this : withStates(Blocks.arrays(newStates));
    return newAdjoints == null ? told : told.withAdjoints(Blocks.arrays(newAdjoints));
  }

  LayerInterval withStates(double[][] newStates) {
    return new LayerInterval(plan, block, newStates, adjoints, fPoints.withoutStates());
  }

  LayerInterval withAdjoints(double[][] newAdjoints) {
    return new LayerInterval(plan, block, states, newAdjoints, fPoints.withoutAdjoints());
  }

  LayerInterval withFPoints(FPoints newFPoints) {
    return new LayerInterval(plan, block, states, adjoints, newFPoints);
  }
}
