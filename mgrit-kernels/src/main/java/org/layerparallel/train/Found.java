package org.layerparallel.train;

/**
 * What an iteration has found and done; {@link IterationRecord} says what each is.
 *
 * @param evaluation objective and accuracies
 * @param gradientNorm 2-norm of the gradient
 */
record Found(
    Evaluation evaluation,
    double gradientNorm,
    double stepSize,
    int lineSearchIterations,
    double stateResidual,
    double adjointResidual,
    int stateCycles,
    int adjointCycles) {

  /** Of an iteration in the past, of which a training that goes on needs no more. */
  static Found saved(Evaluation evaluation, double gradientNorm) {
    return new Found(evaluation, gradientNorm, 1, 0, Double.NaN, Double.NaN, 0, 0);
  }

  boolean finite() {
    return Double.isFinite(evaluation.objective()) && Double.isFinite(gradientNorm);
  }
}
