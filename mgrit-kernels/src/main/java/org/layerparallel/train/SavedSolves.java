package org.layerparallel.train;

import org.layerparallel.mgrit.TimeGrid;

/**
 * What the solves of a level have left behind for some examples: their next ones start from it.
 *
 * @param states at the C-points, blocks of width x examples, from the first C-point to the last; none where
 *     propagation is exact, which starts anew every time, or was not yet done
 * @param adjoints at the C-points, blocks of width x training examples, in the same order; none with exact propagation
 * @param stateReference first residual norm of the level's state; NaN if none was measured
 * @param adjointReference the same of the adjoint
 */
public record SavedSolves(
    double[][] states, double[][] adjoints, double stateReference, double adjointReference) {

  /** Nothing: where propagation is exact, or was not yet done. */
  static final SavedSolves NONE =
      new SavedSolves(new double[0][], new double[0][], Double.NaN, Double.NaN);

  /**
   * A guess for the refined network, whose first residuals are yet to be measured.
   *
   * @param coarse layers at the C-points of these
   * @param fine layers at the C-points of the refined network
   */
  SavedSolves refined(TimeGrid coarse, TimeGrid fine, RefinementRule rule) {
    CPoints guess =
        new CPoints(coarse, states, adjoints).refined(rule.interpolation(), rule.factor(), fine);
    return new SavedSolves(guess.states(), guess.adjoints(), Double.NaN, Double.NaN);
  }
}
