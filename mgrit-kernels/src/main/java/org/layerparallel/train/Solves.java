package org.layerparallel.train;

/** The solves of a level, by the rules of its settings, and what they measured. */
interface Solves {

  /** Objective and accuracies at the weights last solved at. */
  Evaluation present();

  /** Goes on where {@code evaluation} was the present one. */
  void restore(Evaluation evaluation);

  /** Whether the present objective is finite. */
  default boolean finite() {
    return Double.isFinite(present().objective());
  }

  /**
   * State at the present weights, with the adjoint where both are solved together. An infinite objective is an
   * answer.
   */
  void solveState();

  /** The same where the objective must be finite: more cycles where it is not. */
  void solveStateWell();

  /** The same with cycles until it is as good as exact; once more from zero where they diverge. */
  void solveStateAccurately();

  /** Adjoint at the state last solved, unless that has solved both. */
  void solveAdjoint();

  /** The same from zero, with cycles until it is exact. */
  void solveAdjointAccurately();

  /** Last residual norm of the state; NaN if none was measured. */
  double stateResidual();

  /** Last residual norm of the adjoint; NaN if none was measured. */
  double adjointResidual();

  /** Cycles of the state since the last {@link #resetCounts}. */
  int stateCycles();

  /** Cycles of the adjoint since the last {@link #resetCounts}. */
  int adjointCycles();

  void resetCounts();
}
