package org.layerparallel.train;

import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.LineSearch;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;
import org.layerparallel.optim.VectorFreeLbfgs;
import org.layerparallel.optim.VectorFreeLbfgs.SearchDirection;
import org.layerparallel.sweep.Trial;
import org.layerparallel.sweep.WeightBlock;

/**
 * Gradients and updates of all weights on one level. An update that fails is mended in three steps: more cycles, then
 * the gradient in place of the L-BFGS direction, then back to the weights before it.
 */
final class Descent {

  private final TrainingSettings settings;
  private final Lbfgs lbfgsSettings;
  private final LevelSolver solver;
  private final Solves solves;
  private final LevelPlace place;
  private VectorFreeLbfgs lbfgs;

  /** Which of the intervals' pairs are of use. */
  private int[] pairs = {};

  private boolean differentiated;

  /** At the weights of the last gradient. */
  private Evaluation base;

  private double step = 1;
  private int reductions;
  private int trial;

  Descent(TrainingSettings settings, LevelSolver solver, Solves solves, LevelPlace place) {
    this.settings = settings;
    this.lbfgsSettings = (Lbfgs) settings.direction();
    this.solver = solver;
    this.solves = solves;
    this.place = place;
    this.lbfgs = new VectorFreeLbfgs(lbfgsSettings);
  }

  /** Goes on from what was saved after a gradient. */
  void restore(VectorFreeLbfgs.Past past) {
    lbfgs = VectorFreeLbfgs.of(lbfgsSettings, past);
    pairs = lbfgs.pairsInUse();
    differentiated = true;
  }

  /** What the optimizer knows. */
  VectorFreeLbfgs.Past past() {
    return lbfgs.past();
  }

  /** Which of the pairs that the intervals hold are of use, increasing. */
  int[] pairs() {
    return pairs;
  }

  /** Step of the last update; 1 before the first. */
  double step() {
    return step;
  }

  /** Times the step of the last update was reduced. */
  int reductions() {
    return reductions;
  }

  /** 2-norm of the gradient. */
  double gradientNorm() {
    return Math.sqrt(lbfgs.gradientSquare());
  }

  /** The gradient at the adjoint last solved; where it is not finite, once more after more cycles. */
  void differentiate() {
    differentiate(new WeightBlock.Memory(pairs, lbfgsSettings.memory() > 0));
    if (!Double.isFinite(gradientNorm()) && solves.finite()) {
      place.report(Trouble.Quantity.GRADIENT_NORM, gradientNorm(), Trouble.Remedy.MORE_CYCLES);
      solves.solveStateAccurately();
      differentiateAnew();
    }
  }

  /** One update of the weights; null, or why none is acceptable: the weights are those of before then. */
  StopReason update() {
    trial = 0;
    base = solves.present();
    StopReason failure =
        settings.step() instanceof StepRule.Backtracking rule
            ? search(rule)
            : stepWithoutSearch((StepRule.Schedule) settings.step());
    if (failure != null) {
      goBack();
    }
    return failure;
  }

  private StopReason stepWithoutSearch(StepRule.Schedule rule) {
    step = rule.at(place.iteration());
    reductions = 0;
    SearchDirection direction = lbfgs.direction();
    tryStep(direction, step, solves::solveStateWell);
    if (!solves.finite() && direction.pairs().length > 0) {
      forget(Trouble.Quantity.OBJECTIVE, solves.present().objective());
      tryStep(gradient(), step, solves::solveStateWell);
    }
    return solves.finite()
        ? null
        : giveUp(Trouble.Quantity.OBJECTIVE, solves.present().objective(), StopReason.NOT_FINITE);
  }

  private StopReason search(StepRule.Backtracking rule) {
    SearchDirection direction = lbfgs.direction();
    if (backtrack(rule, direction, solves::solveState)) {
      return null;
    }
    boolean found =
        switch (rule.onFailure()) {
          case STOP -> false;
          case RESET -> searchGradient(rule, direction);
          case RECOVER, ACCEPT -> searchAccurately(rule, direction);
        };
    return found ? null : giveUp(Trouble.Quantity.STEP, step, StopReason.SEARCH_FAILED);
  }

  /** Along the gradient in place of the direction, with the usual solves. */
  private boolean searchGradient(StepRule.Backtracking rule, SearchDirection direction) {
    if (direction.pairs().length == 0) {
      return false;
    }
    goBack();
    lbfgs.forget();
    return backtrack(rule, gradient(), solves::solveState);
  }

  /** Along the direction with more cycles, then along the gradient that these give. */
  private boolean searchAccurately(StepRule.Backtracking rule, SearchDirection direction) {
    if (!settings.exact()) {
      place.report(Trouble.Quantity.STEP, step, Trouble.Remedy.MORE_CYCLES);
      goBackAccurately();
      if (backtrack(rule, direction, solves::solveStateAccurately)) {
        return true;
      }
    }
    if (direction.pairs().length == 0) {
      return false;
    }
    forget(Trouble.Quantity.STEP, step);
    return backtrack(rule, gradient(), solves::solveStateAccurately);
  }

  /** Whether a step along the direction is taken. */
  private boolean backtrack(
      StepRule.Backtracking rule, SearchDirection direction, Runnable solve) {
    LineSearch.Outcome outcome =
        LineSearch.backtrack(
            rule,
            solves.present().objective(),
            direction.slope(),
            size -> tryStep(direction, size, solve));
    step = outcome.step();
    reductions = outcome.reductions();
    return outcome.sufficient() || rule.onFailure() == SearchFailure.ACCEPT && solves.finite();
  }

  private double tryStep(SearchDirection direction, double size, Runnable solve) {
    trial++;
    place.tellTrial(trial);
    solver.propose(new Trial(direction.pairs(), direction.coefficients(), size));
    solve.run();
    return solves.present().objective();
  }

  /** Back to the weights of the last gradient, whose objective is known. */
  private void goBack() {
    goBack(solves::solveState);
    solves.restore(base);
  }

  /** Back to the weights of the last gradient, with their objective by more cycles. */
  private void goBackAccurately() {
    goBack(solves::solveStateAccurately);
    base = solves.present();
  }

  private void goBack(Runnable solve) {
    place.tell(", back to its weights");
    solver.propose(Trial.back());
    solve.run();
  }

  /** Back to the weights of the last gradient, which is taken anew and is the next direction. */
  private void forget(Trouble.Quantity quantity, double value) {
    place.report(quantity, value, Trouble.Remedy.FORGET);
    goBackAccurately();
    lbfgs.forget();
    differentiateAnew();
  }

  private SearchDirection gradient() {
    SearchDirection gradient = lbfgs.direction();
    pairs = gradient.pairs();
    return gradient;
  }

  private StopReason giveUp(Trouble.Quantity quantity, double value, StopReason reason) {
    place.report(quantity, value, Trouble.Remedy.STOP);
    return reason;
  }

  /** The gradient once more, at the state last solved and without a past. */
  private void differentiateAnew() {
    solves.solveAdjointAccurately();
    differentiate(new WeightBlock.Memory(new int[0], false));
  }

  private void differentiate(WeightBlock.Memory memory) {
    double[] dots = solver.differentiate(memory, settings.gradientRule());
    if (differentiated) {
      lbfgs.update(dots);
    } else {
      lbfgs.start(dots);
      differentiated = true;
    }
    pairs = lbfgs.pairsInUse();
  }
}
