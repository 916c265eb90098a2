package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkUnitTest {

  @Test
  void itIsTheMeanOfTheFinestLevelsOrdinaryIterations() {
    List<TimedIteration> run =
        List.of(
            at(0, 0, 1), at(0, 1, 2), at(1, 0, 10), at(1, 1, 15), at(1, 2, 17), at(1, 3, 20));
    assertEquals(new WorkUnit(2.5, true), WorkUnit.measure(run, 2));
    assertEquals(10.0 / 3, WorkUnit.measure(run, 0).seconds(), 1e-12);
  }

  @Test
  void aShortRunUsesWhatThereIs() {
    List<TimedIteration> run = List.of(at(0, 0, 1), at(1, 0, 10), at(1, 1, 15));
    assertEquals(5, WorkUnit.measure(run, 3).seconds());
    assertEquals(9, WorkUnit.measure(run.subList(0, 2), 3).seconds());
  }

  @Test
  void aGivenOneIsTaken() {
    assertEquals(new WorkUnit(0.125, false), WorkUnit.of(0.125, List.of(), 3));
    assertThrows(IllegalArgumentException.class, () -> WorkUnit.of(0, List.of(), 3));
  }

  private static TimedIteration at(int level, int iteration, double seconds) {
    return new TimedIteration(Runs.record(level, iteration, 0.5), seconds);
  }
}
