package org.layerparallel.train;

/** How the cycles of state and adjoint follow each other. */
public enum SolveOrder {
  /**
   * Each cycle relaxes both in the same supersteps, the adjoint at the states that the state's relaxation starts from, and
   * corrects first the state, then the adjoint: half the supersteps.
   */
  TOGETHER,
  /** All cycles of the state, then, at the weights that are kept, all cycles of the adjoint. */
  IN_TURN
}
