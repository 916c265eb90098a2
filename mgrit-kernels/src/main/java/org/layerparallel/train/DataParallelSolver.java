package org.layerparallel.train;

import java.util.List;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Labels;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.Proposal;
import org.layerparallel.sweep.WeightBlock;
import org.layerparallel.sweep.WholeNetwork;

/**
 * Objective and gradient of one network by serial propagation, where each cell has the whole network and the examples
 * of an example block. The driver has the weights of both ends and sums over the example blocks.
 */
final class DataParallelSolver implements LevelSolver {

  private final Objective objective;
  private final EndWeights ends;
  private final WholeNetwork network;
  private final Labels.Totals totals;
  private WholeNetwork.AtState present;

  /**
   * @param totals of the whole data set
   */
  DataParallelSolver(Objective objective, WholeNetwork network, Labels.Totals totals) {
    this.objective = objective;
    this.ends = objective.ends();
    this.network = network;
    this.totals = totals;
  }

  @Override
  public Solves solves(TrainingSettings settings, LevelSettings level, LevelPlace place) {
    return new ExactSolves(this);
  }

  @Override
  public void propose(Proposal proposal) {
    ends.propose(proposal);
    network.propose(proposal);
  }

  @Override
  public void settle() {
    propagateState();
  }

  @Override
  public void propagateState() {
    present = network.propagate(ends.opening(), ends.classification());
  }

  /** Comes with the gradient. */
  @Override
  public void propagateAdjoint() {}

  @Override
  public Evaluation evaluate() {
    return objective.at(present.tally().over(totals), network.reports());
  }

  /** {@inheritDoc} Adjoints being exact, all rules are the same. */
  @Override
  public double[] differentiate(WeightBlock.Memory memory, GradientRule rule) {
    WholeNetwork.Gradient gradient = network.differentiate(ends.opening(), memory);
    return ends.accept(
        gradient.opening(), present.classificationGradient(), memory, List.of(gradient.dots()));
  }

  @Override
  public void show(Examples training, Examples validation) {
    throw new UnsupportedOperationException("the cells have their examples");
  }

  @Override
  public Labels.Totals totals() {
    return totals;
  }

  @Override
  public SavedSolves save(boolean exact) {
    return SavedSolves.NONE;
  }

  /** Nothing to do: serial propagation starts from the features. */
  @Override
  public void restore(SavedSolves saved) {}
}
