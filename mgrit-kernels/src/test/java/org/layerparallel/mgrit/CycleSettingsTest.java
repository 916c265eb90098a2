package org.layerparallel.mgrit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CycleSettingsTest {

  @Test
  void theLastEntryHoldsForAllDeeperLevels() {
    CycleSettings cycle =
        new CycleSettings(CycleKind.V, List.of(4, 2), List.of(0, 2, 1), 10, 1, false);
    assertEquals(List.of(4, 2, 2, 2), List.of(
        cycle.coarseningAt(0), cycle.coarseningAt(1), cycle.coarseningAt(2), cycle.coarseningAt(9)));
    assertEquals(List.of(0, 2, 1, 1), List.of(
        cycle.cfRelaxationsAt(0), cycle.cfRelaxationsAt(1), cycle.cfRelaxationsAt(2), cycle.cfRelaxationsAt(9)));
  }

  @Test
  void listsAreCopied() {
    List<Integer> factors = new ArrayList<>(List.of(4));
    CycleSettings cycle = new CycleSettings(CycleKind.V, factors, List.of(0), 2, 1, false);
    factors.set(0, 1);
    assertEquals(4, cycle.coarseningAt(0));
  }

  @Test
  void refusesBadSettings() {
    assertMessage("coarsening[1]=1, must be >= 2", () -> cycle(List.of(4, 1), List.of(0), 2, 1));
    assertMessage(
        "coarsening is empty, must have at least one entry", () -> cycle(List.of(), List.of(0), 2, 1));
    assertMessage("cfRelaxations[0]=-1, must be >= 0", () -> cycle(List.of(4), List.of(-1), 2, 1));
    assertMessage(
        "cfRelaxations is empty, must have at least one entry",
        () -> cycle(List.of(4), List.of(), 2, 1));
    assertMessage("maxLevels=1, must be >= 2", () -> cycle(List.of(4), List.of(0), 1, 1));
    assertMessage("minCoarseSteps=0, must be >= 1", () -> cycle(List.of(4), List.of(0), 2, 0));
    assertMessage("maxCycles=0, must be >= 1", () -> new StopRule(0, 0, 0));
    assertMessage("absTol=-1.0, relTol=0.0, both must be >= 0", () -> new StopRule(1, -1, 0));
    assertMessage("absTol=0.0, relTol=NaN, both must be >= 0", () -> new StopRule(1, 0, Double.NaN));
  }

  @Test
  void aSolveIsOverAtEitherTolerance() {
    StopRule rule = new StopRule(5, 1e-3, 1e-2);
    assertTrue(rule.met(1e-3, 0.01), "absolute");
    assertTrue(rule.met(0.01, 1), "relative");
    assertFalse(rule.met(0.011, 1), "neither");
    assertFalse(rule.met(Double.NaN, 1), "not a number");
    assertFalse(StopRule.cycles(5).met(0, 1), "no tolerance");
    assertTrue(new StopRule(5, 0, 1e-2).met(0, 0), "zero from the start");
  }

  private static void cycle(List<Integer> factors, List<Integer> relaxations, int levels, int steps) {
    new CycleSettings(CycleKind.V, factors, relaxations, levels, steps, false);
  }

  private static void assertMessage(String message, Executable bad) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, bad).getMessage());
  }
}
