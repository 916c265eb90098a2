package org.layerparallel.train;

import org.layerparallel.mgrit.Solve;
import org.layerparallel.mgrit.StopRule;

/**
 * The solves of a level by the rules of its settings, and what they measured. Where the usual cycles diverge, it solves
 * again from zero with as many as it takes to be exact: inaccurate solves must not pass for an objective.
 */
final class RuledSolves implements Solves {

  /** Residual norm over the first one at which a solve with more cycles ends. */
  private static final double ACCURATE = 1e-10;

  private final TrainingSettings settings;
  private final LevelSettings level;
  private final LayerParallelSolver solver;
  private final LevelPlace place;
  private Evaluation present;
  private double stateResidual = Double.NaN;
  private double adjointResidual = Double.NaN;
  private int stateCycles;
  private int adjointCycles;

  /** The residual that diverged in the last solve; null if none did. */
  private Trouble.Quantity diverged;

  RuledSolves(TrainingSettings settings, LevelSettings level, LayerParallelSolver solver, LevelPlace place) {
    this.settings = settings;
    this.level = level;
    this.solver = solver;
    this.place = place;
  }

  @Override
  public Evaluation present() {
    return present;
  }

  @Override
  public void restore(Evaluation evaluation) {
    present = evaluation;
  }

  @Override
  public void solveState() {
    solveState(rule(level.state()), rule(level.adjoint()), place.isFirst());
    if (diverged != null && finite()) {
      reportDivergence();
      solveStateFromZero();
    }
  }

  @Override
  public void solveStateWell() {
    solveState();
    if (!finite()) {
      place.report(Trouble.Quantity.OBJECTIVE, present.objective(), Trouble.Remedy.MORE_CYCLES);
      solveStateFromZero();
    }
  }

  @Override
  public void solveStateAccurately() {
    StopRule rule = accurate();
    solveState(rule, rule, true);
    if (diverged != null || !finite()) {
      solveStateFromZero();
    }
  }

  private void solveStateFromZero() {
    solver.restart();
    StopRule rule = accurate();
    solveState(rule, rule, false);
    if (!finite()) {
      solver.restart();
    }
  }

  @Override
  public void solveAdjoint() {
    if (settings.order() == SolveOrder.IN_TURN) {
      take(null, solver.solveAdjoint(rule(level.adjoint()), place.isFirst()));
      if (diverged != null) {
        reportDivergence();
        solveAdjointAccurately();
      }
    }
  }

  @Override
  public void solveAdjointAccurately() {
    if (settings.order() == SolveOrder.IN_TURN) {
      solver.restartAdjoint();
      take(null, solver.solveAdjoint(accurate(), true));
    }
  }

  @Override
  public double stateResidual() {
    return stateResidual;
  }

  @Override
  public double adjointResidual() {
    return adjointResidual;
  }

  @Override
  public int stateCycles() {
    return stateCycles;
  }

  @Override
  public int adjointCycles() {
    return adjointCycles;
  }

  @Override
  public void resetCounts() {
    stateCycles = 0;
    adjointCycles = 0;
  }

  private void reportDivergence() {
    boolean ofState = diverged == Trouble.Quantity.STATE_RESIDUAL;
    place.report(
        diverged, ofState ? stateResidual : adjointResidual, Trouble.Remedy.MORE_CYCLES);
  }

  private void solveState(StopRule stateRule, StopRule adjointRule, boolean relativeToCold) {
    diverged = null;
    if (settings.order() == SolveOrder.TOGETHER) {
      LayerParallelSolver.Reports reports = solver.solveTogether(stateRule, adjointRule, relativeToCold);
      take(reports.state(), reports.adjoint());
    } else {
      take(solver.solveState(stateRule, relativeToCold), null);
    }
    present = solver.evaluate();
  }

  private void take(Solve.Report state, Solve.Report adjoint) {
    diverged = null;
    if (adjoint != null) {
      adjointResidual = adjoint.lastNorm();
      adjointCycles += adjoint.cycles();
      diverged = adjoint.diverged() ? Trouble.Quantity.ADJOINT_RESIDUAL : diverged;
    }
    if (state != null) {
      stateResidual = state.lastNorm();
      stateCycles += state.cycles();
      diverged = state.diverged() ? Trouble.Quantity.STATE_RESIDUAL : diverged;
    }
  }

  private StopRule rule(StopRule usual) {
    FirstSolves first = level.firstSolves();
    return place.isFirst() ? new StopRule(first.maxCycles(), usual.absTol(), first.drop()) : usual;
  }

  private StopRule accurate() {
    return new StopRule(solver.cyclesToExact(), 0, ACCURATE);
  }
}
