package org.layerparallel.train;

import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.sweep.CellGrid;
import org.layerparallel.sweep.CollectVisit;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.sweep.WeightBlock;

/**
 * Objective and gradient of a sample by multigrid cycles from zero, with what the layer-parallel code makes of them.
 *
 * @param evaluation objective after the last state cycle
 * @param gradient gradient after the last adjoint cycle
 */
record LayerParallel(Evaluation evaluation, Weights gradient) {

  static LayerParallel of(
      Sample sample, Regularization gamma, CycleSettings cycle, int cycles, int intervals) {
    return of(sample, gamma, cycle, cycles, cycles, new InProcess(intervals, 1), GradientRule.RELAXED);
  }

  static LayerParallel of(
      Sample sample,
      Regularization gamma,
      CycleSettings cycle,
      int stateCycles,
      int adjointCycles,
      IntervalsFactory execution,
      GradientRule rule) {
    return of(sample, gamma, cycle, stateCycles, adjointCycles, execution, rule, 1, 0);
  }

  static LayerParallel of(
      Sample sample,
      Regularization gamma,
      CycleSettings cycle,
      int stateCycles,
      int adjointCycles,
      IntervalsFactory execution,
      GradientRule rule,
      int exampleBlocks,
      int columns) {
    try (Workers workers = new Workers(1)) {
      Problem problem = sample.problem(gamma, execution, workers, 0, exampleBlocks, columns);
      EndWeights ends = problem.ends(sample.network(), sample.weights());
      CellGrid grid = problem.grid(sample.network(), cycle);
      try (Intervals<LayerInterval> intervals =
          execution.create(problem.cells(grid, false, sample.weights()))) {
        LayerParallelSolver solver = problem.iterative(sample.network(), cycle, ends, grid, intervals);
        solver.solveState(StopRule.cycles(stateCycles), false);
        Evaluation evaluation = solver.evaluate();
        solver.solveAdjoint(StopRule.cycles(adjointCycles), false);
        solver.differentiate(new WeightBlock.Memory(new int[0], false), rule);
        return new LayerParallel(
            evaluation,
            CollectVisit.gradient(intervals, ends.openingGradient(), ends.classificationGradient()));
      }
    }
  }
}
