package org.layerparallel.train;

import java.util.List;
import org.layerparallel.optim.VectorFreeLbfgs;
import org.layerparallel.sweep.WeightBlock;

/**
 * A training after an iteration's gradient and before its update, as far as the driver holds it. With the weight blocks of
 * the layer intervals it is all there is: a training that goes on from both does what the one that was saved would have
 * done, to the last bit, on any number of intervals.
 *
 * @param level nested level
 * @param iteration number within the level, from 0
 * @param ended why the levels before ended, coarsest first
 * @param evaluation objective and accuracies at the present weights
 * @param optimizer what L-BFGS knows
 * @param ends weights of opening and classification with their optimizer history
 * @param solves what the next solves start from, batch by batch
 */
public record TrainingState(
    int level,
    int iteration,
    List<StopReason> ended,
    Evaluation evaluation,
    VectorFreeLbfgs.Past optimizer,
    WeightBlock ends,
    List<SavedSolves> solves) {

  public TrainingState {
    ended = List.copyOf(ended);
    solves = List.copyOf(solves);
  }
}
