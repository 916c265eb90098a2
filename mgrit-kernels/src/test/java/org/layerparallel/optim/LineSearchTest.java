package org.layerparallel.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LineSearchTest {

  private static final StepRule.Backtracking RULE =
      new StepRule.Backtracking(1, 0.5, 0.1, 5, SearchFailure.STOP);

  private final List<Double> tried = new ArrayList<>();

  @Test
  void theFirstStepThatDecreasesEnoughIsTaken() {
    // Slope 2, so J <= 10 - 0.2 a is wanted.
    LineSearch.Outcome outcome = search(a -> a > 0.3 ? 10 : 10 - 0.2 * a, 2);
    assertEquals(new LineSearch.Outcome(0.25, 2, true), outcome);
    assertEquals(List.of(1.0, 0.5, 0.25), tried);
  }

  @Test
  void aDecreaseThatIsTooSmallIsNone() {
    assertEquals(new LineSearch.Outcome(0.0625, 4, false), search(a -> 10 - 0.19 * a, 2));
    assertEquals(5, tried.size());
  }

  @Test
  void aTrialThatIsNoNumberFails() {
    assertEquals(new LineSearch.Outcome(0.5, 1, true), search(a -> a == 1 ? Double.NaN : 9, 2));
    assertEquals(
        new LineSearch.Outcome(0.5, 1, true), search(a -> a == 1 ? Double.POSITIVE_INFINITY : 9, 2));
    assertEquals(new LineSearch.Outcome(0.0625, 4, false), search(a -> Double.NaN, 2));
    assertEquals(new LineSearch.Outcome(0.0625, 4, false), search(a -> 9, Double.NaN));
  }

  @Test
  void theLastTrialMayStillBeTheOne() {
    assertEquals(new LineSearch.Outcome(0.0625, 4, true), search(a -> a > 0.1 ? 10 : 9, 2));
  }

  @Test
  void refusesBadRules() {
    assertMessage("initial=0.0, must be > 0 and finite", () -> rule(0, 0.5, 0.1, 5));
    assertMessage("reduction=1.0, must be in (0, 1)", () -> rule(1, 1, 0.1, 5));
    assertMessage("reduction=0.0, must be in (0, 1)", () -> rule(1, 0, 0.1, 5));
    assertMessage("sufficientDecrease=1.0, must be in [0, 1)", () -> rule(1, 0.5, 1, 5));
    assertMessage("sufficientDecrease=NaN, must be in [0, 1)", () -> rule(1, 0.5, Double.NaN, 5));
    assertMessage("maxTrials=0, must be >= 1", () -> rule(1, 0.5, 0.1, 0));
    assertMessage("size=-1.0, must be > 0 and finite", () -> new StepRule.Fixed(-1));
    assertMessage(
        "first=Infinity, must be > 0 and finite",
        () -> new StepRule.OneOverK(Double.POSITIVE_INFINITY));
  }

  private LineSearch.Outcome search(DoubleUnaryOperator objective, double slope) {
    return LineSearch.backtrack(RULE, 10, slope, a -> {
      tried.add(a);
      return objective.applyAsDouble(a);
    });
  }

  private static void rule(double initial, double reduction, double decrease, int trials) {
    new StepRule.Backtracking(initial, reduction, decrease, trials, SearchFailure.STOP);
  }

  private static void assertMessage(String message, Executable bad) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, bad).getMessage());
  }
}
