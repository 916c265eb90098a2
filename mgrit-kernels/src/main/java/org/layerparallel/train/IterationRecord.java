package org.layerparallel.train;

/**
 * What one optimization iteration found and did. Objective, accuracies and gradient belong to the weights before its
 * update; step and trials to the update that led to them, as in the reference histories. With batches an iteration is
 * an epoch: objective, loss, accuracies, residuals and gradient norm are means over its batches, each at the weights it
 * was visited with; an epoch that failed has objective, loss, accuracies and norm of the batch it failed with.
 *
 * @param level nested level, 0 is the coarsest
 * @param layers residual layers on it
 * @param iteration number within the level, from 0
 * @param stateResidual last residual norm the state solve measured; NaN in exact mode
 * @param adjointResidual the same of the adjoint
 * @param objective J
 * @param loss mean cross-entropy over the training examples
 * @param gradientNorm 2-norm of the gradient
 * @param stepSize step of the update before; 1 in a level's first iteration
 * @param lineSearchIterations reductions of the step in the update before
 * @param trainAccuracy in [0, 1]
 * @param validationAccuracy in [0, 1]; NaN without validation examples
 * @param stateCycles multigrid cycles of all state solves since the last record, line search included
 * @param adjointCycles multigrid cycles of the adjoint solve
 * @param supersteps supersteps (Spark jobs) since the last record; in a level's first iteration since its first solve, so
 *     that refinement and the first report on the weights, one each, are in no record
 */
public record IterationRecord(
    int level,
    int layers,
    int iteration,
    double stateResidual,
    double adjointResidual,
    double objective,
    double loss,
    double gradientNorm,
    double stepSize,
    int lineSearchIterations,
    double trainAccuracy,
    double validationAccuracy,
    int stateCycles,
    int adjointCycles,
    long supersteps) {}
