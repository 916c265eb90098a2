package org.layerparallel.train;

import org.layerparallel.network.Examples;
import org.layerparallel.network.Labels;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.Proposal;
import org.layerparallel.sweep.WeightBlock;

/** Objective and gradient of one network, at the weights last proposed. */
interface LevelSolver {

  /** The solves that the settings of a level want. */
  Solves solves(TrainingSettings settings, LevelSettings level, LevelPlace place);

  /** Moves all weights. */
  void propose(Proposal proposal);

  /** Lets the cells know what was proposed last, with nothing solved. */
  void settle();

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

  /**
   * Turns to other examples, as many as those before.
   *
   * @throws UnsupportedOperationException if the cells have their examples
   */
  void show(Examples training, Examples validation);

  /** Weights of the examples that are solved for. */
  Labels.Totals totals();

  /** What must be kept for another one to go on after a gradient; without C-points where these are not iterated on. */
  SavedSolves save(boolean exact);

  /** Goes on from {@code saved}, at the present weights and with the present examples. */
  void restore(SavedSolves saved);
}
