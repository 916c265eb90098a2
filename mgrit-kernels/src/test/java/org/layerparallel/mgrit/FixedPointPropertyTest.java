package org.layerparallel.mgrit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.layerparallel.Numbers;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;

/** The serial solution is a fixed point of every cycle, to the last bit, and the only one. */
class FixedPointPropertyTest {

  private static final int CHANNELS = 2;
  private static final Tiling TILING = new Tiling(5, 0, 2);
  private static final int LENGTH = TILING.blockLength(CHANNELS);

  @Provide
  Arbitrary<CycleSettings> cycles() {
    return RandomCycles.any();
  }

  @Property(tries = 200)
  void fromTheSerialSolutionNothingMoves(
      @ForAll @IntRange(min = 1, max = 40) int layers,
      @ForAll("cycles") CycleSettings cycle,
      @ForAll boolean backward,
      @ForAll long seed) {
    Hierarchy hierarchy = Hierarchy.of(layers, cycle);
    ToyLevel level = new ToyLevel(hierarchy.cPoints(), backward, LENGTH, seed);
    double[][] serial = level.serial();
    level.correct(serial);
    for (int k = 0; k < 3; k++) {
      Solve.Report report = solve(level, hierarchy, cycle, backward, 1, false);
      assertEquals(List.of(0.0), report.norms(), "residual of cycle " + k);
      assertPoints(serial, level);
    }
  }

  @Property(tries = 200)
  void fromAnyGuessEnoughCyclesEndThere(
      @ForAll @IntRange(min = 1, max = 40) int layers,
      @ForAll("cycles") CycleSettings cycle,
      @ForAll boolean backward,
      @ForAll long seed) {
    Hierarchy hierarchy = Hierarchy.of(layers, cycle);
    ToyLevel level = new ToyLevel(hierarchy.cPoints(), backward, LENGTH, seed);
    double[][] serial = level.serial();
    int enough = RandomCycles.enough(layers, cycle);
    solve(level, hierarchy, cycle, backward, enough, true);
    assertPoints(serial, level);
  }

  private static void assertPoints(double[][] expected, ToyLevel level) {
    for (int j = 0; j < expected.length; j++) {
      Numbers.assertSame(expected[j], level.points()[j], "C-point " + j);
    }
  }

  private static Solve.Report solve(
      ToyLevel level,
      Hierarchy hierarchy,
      CycleSettings cycle,
      boolean backward,
      int cycles,
      boolean cold) {
    try (Workers workers = new Workers(1)) {
      Mgrit mgrit = new Mgrit(hierarchy, cycle, TILING, CHANNELS, backward, level::propagator, workers);
      boolean guessed = cold && cycle.skipFirstDown();
      return level.solve(
          mgrit, cycle, StopRule.cycles(cycles), TILING.training(), guessed, Double.NaN);
    }
  }
}
