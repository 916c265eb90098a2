package org.layerparallel.train;

import java.util.Optional;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.Trial;
import org.layerparallel.sweep.WeightBlock;

/** Objective and gradient of one network, at the weights last proposed. */
interface LevelSolver {

  /** The solves that the settings of a level want. */
  Solves solves(TrainingSettings settings, LevelSettings level, LevelPlace place);

  /** Moves all weights to a trial. */
  void propose(Trial trial);

  /** The state by serial propagation. */
  void propagateState();

  /** The adjoint by serial propagation, at the state last solved. */
  void propagateAdjoint();

  /** The objective at the state last solved. */
  Evaluation evaluate();

  /**
   * The gradient at the adjoint last solved; the weights become the accepted ones.
   *
   * @param memory what the optimizer remembers
   * @param rule which adjoints it is taken with
   * @return dot products for the optimizer, summed over the layers from the first to the last
   */
  double[] differentiate(WeightBlock.Memory memory, GradientRule rule);

  /** States and adjoints last solved, if the driver has them. */
  Optional<CPoints> cPoints();

  /** Lets the first solves start from those of the coarser network that this one refines. */
  void startFrom(CPoints coarser, RefinementRule rule);

  /** What must be kept for another one to go on after a gradient; without C-points where these are not iterated on. */
  SavedSolves save(boolean exact);

  /** Goes on from {@code saved}, its weights being there. */
  void restore(SavedSolves saved);
}
