package org.layerparallel.train;

import java.util.Arrays;
import java.util.List;
import org.layerparallel.interval.Narration;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.mgrit.Mgrit;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.Examples;
import org.layerparallel.network.LabelledBlock;
import org.layerparallel.network.Labels;
import org.layerparallel.network.Network;
import org.layerparallel.sweep.AdjointLevel;
import org.layerparallel.sweep.Cells;
import org.layerparallel.sweep.CoarseAdjointPropagator;
import org.layerparallel.sweep.CoarseStatePropagator;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.GradientSweep;
import org.layerparallel.sweep.StateLevel;
import org.layerparallel.sweep.Proposal;
import org.layerparallel.sweep.WeightBlock;

/**
 * Objective and gradient of one network, layer-parallel: state solve, adjoint solve, gradient, each from the states
 * of the solve before. The finest level lies in the cells, the coarse levels and both ends here.
 */
final class LayerParallelSolver implements LevelSolver {

  private final Objective objective;
  private final EndWeights endWeights;
  private final EndLayers ends;
  private final int intervals;
  private final StateLevel state;
  private final AdjointLevel adjoint;
  private final Mgrit stateSolver;
  private final Mgrit adjointSolver;
  private final TimeGrid cPoints;
  private final Tiling tiling;
  private final int stateLength;
  private final int adjointLength;
  private final Narration narration;

  /** C-points of the last solve that ended in a finite objective, for a solve after one that did not. */
  private double[][] finitePoints;

  private double[][] finiteAdjoints;

  private boolean stateCold = true;
  private boolean adjointCold = true;
  private double stateReference = Double.NaN;
  private double adjointReference = Double.NaN;

  /**
   * @param cells cut for {@code cycle}
   */
  LayerParallelSolver(
      Problem problem, CycleSettings cycle, EndWeights endWeights, Cells cells) {
    Network network = cells.grid().network();
    this.tiling = cells.grid().blocks().whole();
    this.endWeights = endWeights;
    this.objective = Objective.of(network, problem.regularization(), endWeights);
    this.ends = new EndLayers(endWeights, network, cells.grid().blocks(), problem.examples(tiling));
    this.intervals = cells.grid().intervals();
    this.narration = cells.narration();
    this.state = new StateLevel(cells);
    this.adjoint = new AdjointLevel(cells, state);
    Hierarchy hierarchy = Hierarchy.of(network.layers(), cycle);
    this.cPoints = hierarchy.cPoints();
    this.stateLength = tiling.blockLength(network.width());
    this.adjointLength = tiling.trainingLength(network.width());
    this.stateSolver =
        new Mgrit(
            hierarchy,
            cycle,
            tiling,
            network.width(),
            false,
            () -> new CoarseStatePropagator(network, tiling, cPoints, state::coarseWeights),
            problem.workers());
    this.adjointSolver =
        new Mgrit(
            hierarchy,
            cycle,
            tiling,
            network.width(),
            true,
            () ->
                new CoarseAdjointPropagator(
                    network, tiling, cPoints, state::coarseWeights, state::points),
            problem.workers());
    state.askForReports();
    state.start(ends.firstState());
    state.clear();
  }

  @Override
  public Solves solves(TrainingSettings settings, LevelSettings level, LevelPlace place) {
    return settings.exact()
        ? new ExactSolves(this)
        : new RuledSolves(settings, level, this, place);
  }

  @Override
  public void show(Examples training, Examples validation) {
    ends.show(LabelledBlock.of(tiling, training, validation));
  }

  @Override
  public Labels.Totals totals() {
    return ends.totals();
  }

  @Override
  public SavedSolves save(boolean exact) {
    return exact
        ? SavedSolves.NONE
        : new SavedSolves(
            state.points(), reversed(adjoint.points()), stateReference, adjointReference);
  }

  @Override
  public void restore(SavedSolves saved) {
    stateReference = saved.stateReference();
    adjointReference = saved.adjointReference();
    if (saved.states().length == 0) {
      state.start(ends.firstState());
      restart();
      return;
    }
    requirePoints("states", saved.states(), stateLength);
    requirePoints("adjoints", saved.adjoints(), adjointLength);
    state.correct(saved.states());
    state.start(ends.firstState());
    adjoint.correct(reversed(saved.adjoints()));
    stateCold = false;
    adjointCold = false;
    keepPoints();
  }

  /** Cycles after which multigrid is exact, whatever it does on the way. */
  int cyclesToExact() {
    return cPoints.steps();
  }

  @Override
  public void propose(Proposal proposal) {
    endWeights.propose(proposal);
    state.propose(proposal);
    state.start(ends.firstState());
  }

  @Override
  public void settle() {
    state.askForReports();
  }

  /**
   * What solving both did.
   *
   * @param state cycles of the state
   * @param adjoint cycles of the adjoint
   */
  record Reports(Mgrit.Report state, Mgrit.Report adjoint) {}

  /**
   * State and adjoint cycles at the present weights, in the same supersteps as long as both go on; {@code
   * relativeToCold} makes relTol refer to the level's first residuals.
   */
  Reports solveTogether(StopRule stateRule, StopRule adjointRule, boolean relativeToCold) {
    narration.solve();
    Mgrit.Solve states =
        stateSolver.begin(
            state, stateRule, stateCold, relativeToCold ? stateReference : Double.NaN);
    adjoint.start(ends.lastAdjoint(state.end()));
    if (adjointCold) {
      adjoint.clear();
    }
    Mgrit.Solve adjoints =
        adjointSolver.begin(
            adjoint, adjointRule, adjointCold, relativeToCold ? adjointReference : Double.NaN);
    while (!states.ended() || !adjoints.ended()) {
      boolean stateGoesOn = !states.ended();
      // The last cycles coincide: where the state has more of them, the adjoint waits for better states.
      boolean adjointGoesOn =
          !adjoints.ended() && (!stateGoesOn || states.cyclesLeft() <= adjoints.cyclesLeft());
      if (stateGoesOn && adjointGoesOn) {
        adjoint.relaxWithState(stateSolver.relaxations());
      } else if (stateGoesOn) {
        state.relax(stateSolver.relaxations());
      } else {
        adjoint.relax(adjointSolver.relaxations());
      }
      if (stateGoesOn) {
        states.correct();
        adjoint.start(ends.lastAdjoint(state.end()));
      }
      if (adjointGoesOn) {
        adjoints.correct();
      }
    }
    tookState(states.report());
    tookAdjoint(adjoints.report());
    return new Reports(states.report(), adjoints.report());
  }

  /** State cycles at the present weights; {@code relativeToCold} makes relTol refer to the level's first residual. */
  Mgrit.Report solveState(StopRule rule, boolean relativeToCold) {
    narration.solve();
    Mgrit.Report report =
        stateSolver.solve(
            state, rule, stateCold, relativeToCold ? stateReference : Double.NaN);
    tookState(report);
    return report;
  }

  private void tookState(Mgrit.Report report) {
    if (Double.isNaN(stateReference) && !report.norms().isEmpty()) {
      stateReference = report.norms().get(0);
    }
    stateCold = false;
  }

  /** Forgets all states and adjoints, so that the next solves start from zero. */
  void restart() {
    state.clear();
    finitePoints = null;
    finiteAdjoints = null;
    stateCold = true;
    restartAdjoint();
  }

  /** Forgets all adjoints, so that the next solve starts from zero. */
  void restartAdjoint() {
    adjointCold = true;
  }

  @Override
  public void propagateState() {
    state.propagateSerially();
  }

  @Override
  public Evaluation evaluate() {
    Evaluation evaluation = objective.at(ends.classify(state.end()), state.reports());
    if (Double.isFinite(evaluation.objective())) {
      keepPoints();
    } else {
      returnToFinitePoints();
    }
    return evaluation;
  }

  private void keepPoints() {
    finitePoints = state.points();
    finiteAdjoints = adjoint.points();
  }

  private void returnToFinitePoints() {
    if (finitePoints != null) {
      state.correct(finitePoints);
    }
    if (finiteAdjoints != null) {
      adjoint.correct(finiteAdjoints);
    }
  }

  /** Adjoint cycles at the state last solved. */
  Mgrit.Report solveAdjoint(StopRule rule, boolean relativeToCold) {
    adjoint.start(ends.lastAdjoint(state.end()));
    if (adjointCold) {
      adjoint.clear();
    }
    narration.solve();
    Mgrit.Report report =
        adjointSolver.solve(
            adjoint, rule, adjointCold, relativeToCold ? adjointReference : Double.NaN);
    tookAdjoint(report);
    return report;
  }

  private void tookAdjoint(Mgrit.Report report) {
    if (Double.isNaN(adjointReference) && !report.norms().isEmpty()) {
      adjointReference = report.norms().get(0);
    }
    adjointCold = false;
  }

  @Override
  public void propagateAdjoint() {
    adjoint.start(ends.lastAdjoint(state.end()));
    adjoint.propagateSerially();
  }

  @Override
  public double[] differentiate(WeightBlock.Memory memory, GradientRule rule) {
    double[][] before = new double[intervals][];
    double[][] after = new double[intervals][];
    for (int i = 1; i < intervals && objective.residual().couplesLayers(); i++) {
      before[i] = state.reports().get(i - 1).last();
      after[i - 1] = state.reports().get(i).coarse()[0];
    }
    List<GradientSweep.Result> results = adjoint.gradient(before, after, memory, rule);
    double[] first =
        rule == GradientRule.RELAXED ? results.get(0).firstAdjoint() : adjoint.end();
    double[] sum =
        endWeights.accept(
            ends.openingGradient(first),
            ends.classificationGradient(),
            memory,
            results.stream().map(GradientSweep.Result::dots).toList());
    keepPoints();
    return sum;
  }

  private void requirePoints(String of, double[][] saved, int length) {
    int count = cPoints.steps() + 1;
    if (saved.length != count || !Arrays.stream(saved).allMatch(point -> point.length == length)) {
      throw new IllegalArgumentException(
          of + " are not " + length + " numbers at each of " + count + " C-points");
    }
  }

  /** From the order of the layers to the adjoint's order of solution, or back. */
  private static double[][] reversed(double[][] points) {
    double[][] reversed = new double[points.length][];
    Arrays.setAll(reversed, j -> points[points.length - 1 - j]);
    return reversed;
  }
}
