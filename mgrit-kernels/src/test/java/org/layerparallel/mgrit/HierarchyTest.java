package org.layerparallel.mgrit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HierarchyTest {

  @Provide
  Arbitrary<CycleSettings> cycles() {
    return RandomCycles.any();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "10 | 3 | [0, 3, 6, 9, 10]",
    "9  | 3 | [0, 3, 6, 9]",
    "2  | 3 | [0, 2]",
    "1  | 8 | [0, 1]",
  })
  void everyFactorthPointAndTheLast(int layers, int factor, String points) {
    TimeGrid coarse = TimeGrid.ofLayers(layers).coarsen(factor);
    assertEquals(points, coarse.toString());
    assertEquals(layers, coarse.layer(coarse.steps()));
  }

  @Test
  void gridsOfGridsCountLayers() {
    TimeGrid grid = TimeGrid.ofLayers(11).coarsen(2).coarsen(4);
    assertEquals("[0, 8, 11]", grid.toString());
    assertEquals(2, grid.steps());
    assertEquals(6, TimeGrid.ofLayers(11).coarsen(2).positionInFiner(2, 4));
    assertEquals(List.of(8, 11), boxed(grid.layers(1, 2)));
  }

  @Property(tries = 300)
  void eachLevelIsAPartOfTheFinerOneFromEndToEnd(
      @ForAll @IntRange(min = 1, max = 200) int layers, @ForAll("cycles") CycleSettings cycle) {
    Hierarchy hierarchy = Hierarchy.of(layers, cycle);
    assertTrue(hierarchy.levels() >= 2 && hierarchy.levels() <= cycle.maxLevels(), "levels");
    assertEquals(layers, hierarchy.grid(0).steps());
    assertEquals(hierarchy.cPoints(), hierarchy.grid(1));
    for (int level = 1; level < hierarchy.levels(); level++) {
      TimeGrid fine = hierarchy.grid(level - 1);
      TimeGrid coarse = hierarchy.grid(level);
      String what = "level " + level + " of " + coarse + " in " + fine;
      assertEquals(0, coarse.layer(0), what);
      assertEquals(layers, coarse.layer(coarse.steps()), what);
      for (int j = 0; j <= coarse.steps(); j++) {
        int position = fine.positionInFiner(j, hierarchy.factor(level - 1));
        assertEquals(fine.layer(position), coarse.layer(j), what);
        assertTrue(j == 0 || coarse.layer(j - 1) < coarse.layer(j), what);
      }
      if (hierarchy.levels() > 2) {
        assertTrue(coarse.steps() >= cycle.minCoarseSteps(), what);
      }
    }
  }

  @Test
  void factorsHoldForTheirLevelAndTheLastForAllDeeperOnes() {
    Hierarchy hierarchy = Hierarchy.of(64, cycle(List.of(4, 2), 10, 3));
    List<Integer> steps = new ArrayList<>();
    for (int level = 0; level < hierarchy.levels(); level++) {
      steps.add(hierarchy.grid(level).steps());
    }
    assertEquals(List.of(64, 16, 8, 4), steps);
    assertEquals(2, Hierarchy.of(64, cycle(List.of(4), 2, 1)).levels());
  }

  @Test
  void aShallowNetworkHasOneCoarseStepOverAllLayers() {
    assertEquals("[0, 3]", Hierarchy.of(3, cycle(List.of(2), 5, 3)).cPoints().toString());
    assertEquals("[0, 1]", Hierarchy.of(1, cycle(List.of(2), 5, 1)).cPoints().toString());
  }

  @Test
  void refusesNoLayers() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TimeGrid.ofLayers(0));
    assertEquals("layers=0, must be >= 1", refused.getMessage());
  }

  private static CycleSettings cycle(List<Integer> factors, int levels, int coarsest) {
    return new CycleSettings(CycleKind.V, factors, List.of(0), levels, coarsest, false);
  }

  private static List<Integer> boxed(int[] values) {
    List<Integer> boxed = new ArrayList<>();
    for (int value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
