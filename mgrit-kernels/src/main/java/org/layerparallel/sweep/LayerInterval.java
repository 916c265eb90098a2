package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.Arrays;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.LabelledBlock;

/**
 * Content of a cell: the weights of its layers and the C-points of its coarse intervals. Never modified; sweeps make
 * new ones.
 *
 * @param plan what it is
 * @param block its layers' weights and optimizer history
 * @param states state at the left end of each coarse interval, blocks of width x examples; null before the first
 * @param adjoints adjoint at the right end of each coarse interval, blocks of width x training examples; null before
 *     the first
 * @param fPoints what is kept of them at the F-points, for the candidate weights and these C-points
 * @param examples its examples, where it has the whole network; null where both ends are the driver's
 */
public record LayerInterval(
    IntervalPlan plan,
    WeightBlock block,
    double[][] states,
    double[][] adjoints,
    FPoints fPoints,
    LabelledBlock examples)
    implements Serializable {

  /**
   * An interval whose weights are yet to come.
   *
   * @param examples its examples, or null
   */
  public static LayerInterval awaiting(IntervalPlan plan, LabelledBlock examples) {
    return new LayerInterval(plan, null, null, null, FPoints.none(), examples);
  }

  /** This interval with its part of all residual weights of the network, which it then has no past of. */
  public LayerInterval with(double[] residual) {
    int size = plan.network().residualShape().size();
    double[] own = Arrays.copyOfRange(residual, plan.firstLayer() * size, plan.endLayer() * size);
    return replaced(WeightBlock.ofEqualLayers(plan.layers(), size, own));
  }

  /** This interval with {@code other} in place of all that belongs to its weights, and no state or adjoint. */
  public LayerInterval replaced(WeightBlock other) {
    return new LayerInterval(plan, other, null, null, FPoints.none(), examples);
  }

  /** This interval with the candidate that {@code proposal} describes. */
  LayerInterval proposed(Proposal proposal, Workers workers) {
    return new LayerInterval(plan, proposal.on(block, workers), states, adjoints, fPoints.withoutStates(), examples);
  }

  /** This interval with {@code accepted}, a block whose weights are the candidate of this one. */
  LayerInterval withAccepted(WeightBlock accepted) {
    return new LayerInterval(plan, accepted, states, adjoints, fPoints, examples);
  }

  /** This interval with the C-points it is told; null keeps those there are. */
  LayerInterval told(Blocks newStates, Blocks newAdjoints) {
    LayerInterval told = newStates == null ? this : withStates(Blocks.arrays(newStates));
    return newAdjoints == null ? told : told.withAdjoints(Blocks.arrays(newAdjoints));
  }

  LayerInterval withStates(double[][] newStates) {
    return new LayerInterval(plan, block, newStates, adjoints, fPoints.withoutStates(), examples);
  }

  LayerInterval withAdjoints(double[][] newAdjoints) {
    return new LayerInterval(plan, block, states, newAdjoints, fPoints.withoutAdjoints(), examples);
  }

  LayerInterval withFPoints(FPoints newFPoints) {
    return new LayerInterval(plan, block, states, adjoints, newFPoints, examples);
  }
}
