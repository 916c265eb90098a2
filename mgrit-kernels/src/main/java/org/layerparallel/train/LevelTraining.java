package org.layerparallel.train;

import org.layerparallel.interval.Intervals;
import org.layerparallel.mgrit.Mgrit;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.optim.LineSearch;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;
import org.layerparallel.optim.VectorFreeLbfgs;
import org.layerparallel.optim.VectorFreeLbfgs.SearchDirection;
import org.layerparallel.sweep.Trial;
import org.layerparallel.sweep.WeightBlock;

/**
 * Simultaneous one-shot optimization on one nested level: a few state cycles, a few adjoint cycles, one update of all
 * weights, and again. Guenther et al., SIAM J. Math. Data Sci. 2 (2020).
 */
final class LevelTraining {

  private final TrainingSettings settings;
  private final LevelSettings level;
  private final int number;
  private final LevelSolver solver;
  private final TrainingListener listener;
  private final Intervals<?> intervals;
  private final VectorFreeLbfgs lbfgs;

  /** Which of the intervals' pairs are of use. */
  private int[] pairs = {};

  private Evaluation present;
  private double stateResidual = Double.NaN;
  private double adjointResidual = Double.NaN;
  private int stateCycles;
  private int adjointCycles;
  private long superstepsBefore;
  private int iteration;
  private int trial;

  /**
   * @param number nested level
   * @param intervals where {@code solver} solves
   */
  LevelTraining(
      TrainingSettings settings,
      int number,
      LevelSolver solver,
      TrainingListener listener,
      Intervals<?> intervals) {
    this.settings = settings;
    this.level = settings.levels().get(number);
    this.number = number;
    this.solver = solver;
    this.listener = listener;
    this.intervals = intervals;
    this.lbfgs = new VectorFreeLbfgs(settings.direction());
    this.superstepsBefore = intervals.supersteps();
  }

  /** Trains until a reason to stop; the solver is then at the weights reached. */
  StopReason run() {
    double step = 1;
    int reductions = 0;
    tell(1, "");
    solveState();
    for (iteration = 0; ; iteration++) {
      tell(iteration + 1, "");
      if (iteration > 0 && settings.solveAfterStep()) {
        solveState();
      }
      if (settings.exact() || settings.order() == SolveOrder.IN_TURN) {
        solveAdjoint();
      }
      differentiate();
      double gradientNorm = Math.sqrt(lbfgs.gradientSquare());
      report(gradientNorm, step, reductions);
      if (!Double.isFinite(present.objective()) || !Double.isFinite(gradientNorm)) {
        return StopReason.NOT_FINITE;
      }
      if (gradientNorm <= settings.gradientTolerance()) {
        return StopReason.GRADIENT_SMALL;
      }
      if (present.validationAccuracy() >= level.targetAccuracy()) {
        return StopReason.TARGET_REACHED;
      }
      if (iteration + 1 == level.iterations()) {
        return StopReason.ITERATIONS_DONE;
      }
      LineSearch.Outcome moved = move();
      if (moved == null) {
        return StopReason.SEARCH_FAILED;
      }
      step = moved.step();
      reductions = moved.reductions();
      if (!Double.isFinite(present.objective())) {
        goBack();
        return StopReason.NOT_FINITE;
      }
    }
  }

  /** Which of the pairs that the intervals hold are of use where the level ended, increasing. */
  int[] pairs() {
    return pairs;
  }

  private void differentiate() {
    boolean remember = settings.direction().memory() > 0;
    double[] dots =
        solver.differentiate(new WeightBlock.Memory(pairs, remember), settings.gradientRule());
    if (iteration == 0) {
      lbfgs.start(dots);
    } else {
      lbfgs.update(dots);
    }
    pairs = lbfgs.pairsInUse();
  }

  /** Says where the training is; iterations count from 1 there, as on the terminal. */
  private void tell(int iterationFromOne, String step) {
    intervals
        .narration()
        .place("level " + number + ", iteration " + iterationFromOne + " of " + level.iterations() + step);
  }

  /** One update of the weights; null where no step is acceptable, and the weights are those of before. */
  private LineSearch.Outcome move() {
    SearchDirection direction = lbfgs.direction();
    trial = 0;
    if (settings.step() instanceof StepRule.Fixed fixed) {
      tryStep(direction, fixed.size());
      return new LineSearch.Outcome(fixed.size(), 0, true);
    }
    if (settings.step() instanceof StepRule.OneOverK overK) {
      double size = overK.first() / (iteration + 1);
      tryStep(direction, size);
      return new LineSearch.Outcome(size, 0, true);
    }
    return search((StepRule.Backtracking) settings.step(), direction);
  }

  private LineSearch.Outcome search(StepRule.Backtracking rule, SearchDirection direction) {
    Evaluation before = present;
    LineSearch.Outcome outcome = backtrack(rule, direction);
    if (outcome.sufficient() || rule.onFailure() == SearchFailure.ACCEPT) {
      return outcome;
    }
    if (rule.onFailure() == SearchFailure.RESET && lbfgs.pairsInUse().length > 0) {
      goBack();
      present = before;
      lbfgs.forget();
      SearchDirection gradient = lbfgs.direction();
      pairs = gradient.pairs();
      outcome = backtrack(rule, gradient);
      if (outcome.sufficient()) {
        return outcome;
      }
    }
    goBack();
    present = before;
    return null;
  }

  private LineSearch.Outcome backtrack(StepRule.Backtracking rule, SearchDirection direction) {
    return LineSearch.backtrack(
        rule, present.objective(), direction.slope(), step -> tryStep(direction, step));
  }

  private double tryStep(SearchDirection direction, double step) {
    trial++;
    // The record of a trial is that of the iteration it leads to.
    tell(iteration + 2, ", trial " + trial);
    solver.propose(new Trial(direction.pairs(), direction.coefficients(), step));
    solveState();
    return present.objective();
  }

  /** Back to the weights of the last gradient. */
  private void goBack() {
    tell(iteration + 1, ", back to its weights");
    solver.propose(Trial.back());
    solveState();
  }

  private void solveState() {
    if (settings.exact()) {
      solver.propagateState();
    } else if (settings.order() == SolveOrder.TOGETHER) {
      LevelSolver.Reports reports =
          solver.solveTogether(rule(level.state()), rule(level.adjoint()), isFirst());
      take(reports.state());
      adjointResidual = reports.adjoint().lastNorm();
      adjointCycles += reports.adjoint().cycles();
    } else {
      take(solver.solveState(rule(level.state()), isFirst()));
    }
    present = solver.evaluate();
  }

  private void take(Mgrit.Report state) {
    stateResidual = state.lastNorm();
    stateCycles += state.cycles();
  }

  private void solveAdjoint() {
    if (settings.exact()) {
      solver.propagateAdjoint();
      return;
    }
    Mgrit.Report report = solver.solveAdjoint(rule(level.adjoint()), isFirst());
    adjointResidual = report.lastNorm();
    adjointCycles += report.cycles();
  }

  private boolean isFirst() {
    return iteration < level.firstSolves().iterations();
  }

  private StopRule rule(StopRule usual) {
    FirstSolves first = level.firstSolves();
    return isFirst() ? new StopRule(first.maxCycles(), usual.absTol(), first.drop()) : usual;
  }

  private void report(double gradientNorm, double step, int reductions) {
    long now = intervals.supersteps();
    listener.iteration(
        new IterationRecord(
            number,
            settings.networkAt(number).layers(),
            iteration,
            stateResidual,
            adjointResidual,
            present.objective(),
            present.loss(),
            gradientNorm,
            step,
            reductions,
            present.trainAccuracy(),
            present.validationAccuracy(),
            stateCycles,
            adjointCycles,
            now - superstepsBefore));
    superstepsBefore = now;
    stateCycles = 0;
    adjointCycles = 0;
  }
}
