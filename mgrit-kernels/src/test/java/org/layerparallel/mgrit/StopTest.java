package org.layerparallel.mgrit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;

/** When solves end, and what they report. */
class StopTest {

  private static final int LAYERS = 30;
  private static final Tiling TILING = new Tiling(4, 2, 3);

  @Test
  void theNumberOfCyclesIsTheMost() {
    Solve.Report report = solve(StopRule.cycles(3), false, Double.NaN);
    assertEquals(3, report.cycles());
    assertEquals(3, report.norms().size());
    assertEquals(report.norms().get(2), report.lastNorm());
    assertTrue(report.norms().get(2) < report.norms().get(0), "residuals " + report.norms());
  }

  @Test
  void aToleranceEndsTheSolveWithTheCycleThatMeetsIt() {
    List<Double> all = solve(StopRule.cycles(8), false, Double.NaN).norms();
    double third = 1.01 * all.get(2);
    assertEquals(all.subList(0, 3), solve(new StopRule(8, third, 0), false, Double.NaN).norms());
    assertEquals(
        all.subList(0, 3), solve(new StopRule(8, 0, third / all.get(0)), false, Double.NaN).norms());
    // Relative to another solve's first norm, ten times this one's.
    assertEquals(
        all.subList(0, 3),
        solve(new StopRule(8, 0, third / all.get(0) / 10), false, 10 * all.get(0)).norms());
  }

  @Test
  void aSkippedDownCycleCountsAndMeasuresNothing() {
    Solve.Report report = solve(StopRule.cycles(3), true, Double.NaN);
    assertEquals(3, report.cycles());
    assertEquals(2, report.norms().size());
    Solve.Report guess = solve(StopRule.cycles(1), true, Double.NaN);
    assertEquals(1, guess.cycles());
    assertEquals(Double.NaN, guess.lastNorm());
  }

  private static Solve.Report solve(StopRule rule, boolean skip, double first) {
    CycleSettings cycle = new CycleSettings(CycleKind.V, List.of(3), List.of(0), 3, 1, skip);
    Hierarchy hierarchy = Hierarchy.of(LAYERS, cycle);
    ToyLevel level = new ToyLevel(hierarchy.cPoints(), false, TILING.blockLength(2), 4);
    try (Workers workers = new Workers(2)) {
      Mgrit mgrit = new Mgrit(hierarchy, cycle, TILING, 2, false, level::propagator, workers);
      return level.solve(mgrit, cycle, rule, TILING.training(), cycle.skipFirstDown(), first);
    }
  }
}
