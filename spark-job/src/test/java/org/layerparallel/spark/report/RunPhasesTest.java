package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunPhasesTest {

  @Test
  void aLevelIsItsIterationsAndWhatFollowedThem() {
    RunPhases.LevelPhases level =
        RunPhases.LevelPhases.of(List.of(2.0, 3.0, 1.0), List.of(1.0, 2.0, 0.5), List.of(0.5, 0.5, 0.25));
    assertEquals(List.of(new Phases(0.5, 0.5, 1), new Phases(0.5, 1.5, 1)), level.iterations());
    assertEquals(new Phases(1.25, 2.25, 2.5), level.total());
  }

  @Test
  void noPhaseIsNegativeWhereClocksDisagree() {
    assertEquals(new Phases(1, 0, 0.5), Phases.of(1.5, 1, 1.001));
    assertEquals(new Phases(0.5, 1, 0), Phases.of(1.5, 1.6, 0.5));
  }
}
