package org.layerparallel.train;

import java.util.Collections;
import java.util.List;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.network.Network;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;
import org.layerparallel.optim.Direction;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.Interpolation;

/** Training settings of the tests, changed one by one from usual ones. */
final class Recipe {

  Network network;
  Regularization gamma = new Regularization(1e-4, 0, 1e-4, Weighting.INTEGRAL);
  Direction direction = new Lbfgs(3, true);
  StepRule step = backtracking(SearchFailure.RESET, 10);
  Batching batching = Batching.NONE;
  double gradientTolerance = 0;
  boolean solveAfterStep = false;
  boolean exact = false;
  SolveOrder order = SolveOrder.TOGETHER;
  GradientRule rule = GradientRule.RELAXED;
  int refinementFactor = 2;
  Interpolation interpolation = Interpolation.CONSTANT;
  RefinementRule.Memory memory = RefinementRule.Memory.DROP;
  RefinementRule.States states = RefinementRule.States.ZERO;
  int levels = 1;
  int iterations = 4;
  double target = LevelSettings.NO_TARGET;
  CycleSettings cycle = cycle(0);
  StopRule stop = StopRule.cycles(2);
  FirstSolves first = new FirstSolves(2, 5, 0);

  Recipe(Network network) {
    this.network = network;
  }

  static StepRule.Backtracking backtracking(SearchFailure onFailure, int maxTrials) {
    return new StepRule.Backtracking(1, 0.5, 1e-4, maxTrials, onFailure);
  }

  static CycleSettings cycle(int cfRelaxations) {
    return new CycleSettings(CycleKind.V, List.of(3, 2), List.of(cfRelaxations, 1), 10, 1, false);
  }

  TrainingSettings settings() {
    LevelSettings level = new LevelSettings(iterations, target, cycle, stop, stop, first);
    return new TrainingSettings(
        network,
        gamma,
        direction,
        step,
        batching,
        gradientTolerance,
        solveAfterStep,
        exact,
        order,
        rule,
        new RefinementRule(refinementFactor, interpolation, memory, states),
        Collections.nCopies(levels, level));
  }
}
