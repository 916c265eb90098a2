package org.layerparallel.train;

import java.util.List;
import org.layerparallel.optim.VectorFreeLbfgs;

/** The iterations of a level: each goes from a gradient to the next one, at weights that have moved. */
interface Iterations {

  /** The first one: state, adjoint and gradient at the weights the level starts from. */
  void first();

  /** The next one; null, or why no update is acceptable: the weights are those of before then. */
  StopReason next();

  /** What the last one found. */
  Found found();

  /** Lets the first solves start from these, which may be of a level before or of a training that was saved. */
  void startFrom(List<SavedSolves> solves);

  /** Goes on after the iteration that {@code saved} was saved in. */
  void restore(TrainingState saved);

  /** What the next solves start from, for each batch. */
  List<SavedSolves> solves();

  /** What L-BFGS knows. */
  VectorFreeLbfgs.Past past();

  /** Which of the pairs that the intervals hold are of use, increasing. */
  int[] pairs();

  /**
   * Checks that there is one entry for each batch.
   *
   * @throws IllegalArgumentException if there is not
   */
  static void requireBatches(List<SavedSolves> solves, int batches) {
    if (solves.size() != batches) {
      throw new IllegalArgumentException(
          "states of " + solves.size() + " batches, must be of " + batches);
    }
  }
}
