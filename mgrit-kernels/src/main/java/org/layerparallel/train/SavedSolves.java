package org.layerparallel.train;

/**
 * What the solves of a level have left behind for some examples: their next ones start from it.
 *
 * @param states at the C-points, blocks of width x examples, from the first C-point to the last; none where propagation is
 *     exact, which starts anew every time, or was not yet done
 * @param adjoints at the C-points, blocks of width x training examples, in the same order; none with exact propagation
 * @param stateReference first residual norm of the level's state; NaN if none was measured
 * @param adjointReference the same of the adjoint
 */
public record SavedSolves(
    double[][] states, double[][] adjoints, double stateReference, double adjointReference) {

  /** Of examples that were not solved for yet. */
  static final SavedSolves NONE =
      new SavedSolves(new double[0][], new double[0][], Double.NaN, Double.NaN);
}
