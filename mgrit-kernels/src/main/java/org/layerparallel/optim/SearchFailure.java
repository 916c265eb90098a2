package org.layerparallel.optim;

/** What follows a line search none of whose trials decreases the objective enough. */
public enum SearchFailure {
  /** Take the last, smallest step and go on. */
  ACCEPT,
  /** Solve with more cycles, then forget the L-BFGS memory as well; end the level where that fails too. */
  RECOVER,
  /** Forget the L-BFGS memory and search along the gradient; end the level where that fails too. */
  RESET,
  /** End the level with the weights before the search. */
  STOP
}
