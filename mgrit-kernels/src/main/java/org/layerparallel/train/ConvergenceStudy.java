package org.layerparallel.train;

import java.util.ArrayList;
import java.util.List;
import org.layerparallel.interval.Intervals;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Solve;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.sweep.CellGrid;
import org.layerparallel.sweep.CollectVisit;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.sweep.WeightBlock;

/**
 * How fast multigrid converges at given weights, cycle by cycle and from zero, and what that means for objective and
 * gradient: what is needed to choose the number of cycles.
 */
public final class ConvergenceStudy {

  private static final WeightBlock.Memory NOTHING = new WeightBlock.Memory(new int[0], false);

  private final Network network;
  private final CycleSettings cycle;
  private final Problem problem;

  /**
   * One cycle of the state.
   *
   * @param cycle number, from 0
   * @param residual norm in the cycle, after relaxation; NaN for a skipped down-cycle
   * @param evaluation objective after the cycle
   */
  public record StateCycle(int cycle, double residual, Evaluation evaluation) {}

  /**
   * One cycle of the adjoint, which is solved after the last cycle of the state.
   *
   * @param cycle number, from 0
   * @param residual norm in the cycle, after relaxation; NaN for a skipped down-cycle
   * @param gradientNorm 2-norm of the gradient after the cycle
   * @param gradientError 2-norm of its difference to the exact gradient, over the latter's norm
   */
  public record AdjointCycle(
      int cycle, double residual, double gradientNorm, double gradientError) {}

  /**
   * The study.
   *
   * @param exact objective by serial propagation
   * @param exactGradient gradient by serial propagation
   * @param state cycles of the state
   * @param adjoint cycles of the adjoint
   */
  public record Study(
      Evaluation exact,
      Weights exactGradient,
      List<StateCycle> state,
      List<AdjointCycle> adjoint) {

    /** 2-norm of the exact gradient. */
    public double exactGradientNorm() {
      return norm(exactGradient.toDesign());
    }
  }

  public ConvergenceStudy(Network network, CycleSettings cycle, Problem problem) {
    this.network = network;
    this.cycle = cycle;
    this.problem = problem;
  }

  /**
   * Runs exactly so many cycles of the state, then of the adjoint.
   *
   * @throws IllegalArgumentException if weights or examples do not fit the network
   */
  public Study run(Weights weights, int stateCycles, int adjointCycles) {
    EndWeights ends = problem.ends(network, weights);
    CellGrid grid = problem.grid(network, cycle);
    try (Intervals<LayerInterval> intervals =
        problem.execution().create(problem.cells(grid, false, weights))) {
      intervals.narration().group("convergence study (" + network.layers() + " layers)");
      LayerParallelSolver solver = problem.iterative(network, cycle, ends, grid, intervals);
      solver.propagateState();
      Evaluation exact = solver.evaluate();
      solver.propagateAdjoint();
      Weights exactGradient = gradient(solver, ends, intervals);
      solver.restart();

      List<StateCycle> state = new ArrayList<>();
      for (int k = 0; k < stateCycles; k++) {
        Solve.Report report = solver.solveState(StopRule.cycles(1), false);
        state.add(new StateCycle(k, report.lastNorm(), solver.evaluate()));
      }
      List<AdjointCycle> adjoint = new ArrayList<>();
      double[] reference = exactGradient.toDesign();
      for (int k = 0; k < adjointCycles; k++) {
        Solve.Report report = solver.solveAdjoint(StopRule.cycles(1), false);
        double[] gradient = gradient(solver, ends, intervals).toDesign();
        double norm = norm(gradient);
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] -= reference[i];
        }
        double error = norm(gradient) / norm(reference);
        adjoint.add(new AdjointCycle(k, report.lastNorm(), norm, error));
      }
      return new Study(exact, exactGradient, List.copyOf(state), List.copyOf(adjoint));
    }
  }

  private static Weights gradient(
      LevelSolver solver, EndWeights ends, Intervals<LayerInterval> intervals) {
    solver.differentiate(NOTHING, GradientRule.RELAXED);
    return CollectVisit.gradient(
        intervals, ends.openingGradient(), ends.classificationGradient());
  }

  private static double norm(double[] vector) {
    double sum = 0;
    for (double x : vector) {
      sum += x * x;
    }
    return Math.sqrt(sum);
  }
}
