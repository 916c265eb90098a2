package org.layerparallel.mgrit;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Cycle settings of all kinds, for property tests. */
public final class RandomCycles {

  private RandomCycles() {}

  /** V and F, factors 2..8 a level, 0..2 CF-relaxations a level, 2..6 levels, skipped first down-cycle or not. */
  public static Arbitrary<CycleSettings> any() {
    Arbitrary<List<Integer>> coarsening =
        Arbitraries.integers().between(2, 8).list().ofMinSize(1).ofMaxSize(4);
    Arbitrary<List<Integer>> relaxations =
        Arbitraries.integers().between(0, 2).list().ofMinSize(1).ofMaxSize(4);
    return Combinators.combine(
            Arbitraries.of(CycleKind.class),
            coarsening,
            relaxations,
            Arbitraries.integers().between(2, 6),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(true, false))
        .as(CycleSettings::new);
  }

  /**
   * So many cycles from any guess make all C-points exact: each cycle one more, and one more for each CF-relaxation on
   * the finest level; a skipped down-cycle none.
   */
  public static int enough(int layers, CycleSettings cycle) {
    int cPoints = Hierarchy.of(layers, cycle).cPoints().steps();
    int each = cycle.cfRelaxationsAt(0) + 1;
    return (cPoints + each - 1) / each + (cycle.skipFirstDown() ? 1 : 0);
  }
}
