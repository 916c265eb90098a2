package org.layerparallel.interval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LocalIntervalsPropertyTest {

  @Property(tries = 100)
  void threadsChangeNothing(
      @ForAll @IntRange(min = 1, max = 9) int count,
      @ForAll @IntRange(min = 2, max = 4) int threads,
      @ForAll long seed) {
    List<double[]> contents = Walk.contents(count, seed);
    try (Intervals<double[]> one = new LocalIntervals<>(contents, 1);
        Intervals<double[]> several = new LocalIntervals<>(contents, threads)) {
      List<double[]> expected = Walk.results(one, 12, 9, seed);
      List<double[]> actual = Walk.results(several, 12, 9, seed);
      assertEquals(expected.size(), actual.size());
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), actual.get(i));
      }
    }
  }
}
