package org.layerparallel.optim;

import java.util.function.DoubleUnaryOperator;

/** Backtracking along a direction until the Armijo condition holds. */
public final class LineSearch {

  private LineSearch() {}

  /**
   * Where a search ended.
   *
   * @param step the last trial
   * @param reductions times the step was reduced
   * @param sufficient whether the Armijo condition holds there
   */
  public record Outcome(double step, int reductions, boolean sufficient) {}

  /**
   * Tries {@code initial}, {@code initial * reduction}, ... . An objective that is not a number fails its trial.
   *
   * @param objective J at step 0
   * @param slope g.p of the direction p
   * @param trial J at a step; the last one called is where the search ended
   */
  public static Outcome backtrack(
      StepRule.Backtracking rule, double objective, double slope, DoubleUnaryOperator trial) {
    double step = rule.initial();
    for (int reductions = 0; ; reductions++) {
      double decreased = objective - rule.sufficientDecrease() * step * slope;
      boolean sufficient = trial.applyAsDouble(step) <= decreased;
      if (sufficient || reductions + 1 == rule.maxTrials()) {
        return new Outcome(step, reductions, sufficient);
      }
      step *= rule.reduction();
    }
  }
}
