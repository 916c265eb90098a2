package org.layerparallel.spark.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The work of an iteration against the formulas and the measured bytes in docs/design.md. */
class IterationWorkTest {

  private static final double N = Trainings.TRAINING;

  /** Validation examples included. */
  private static final double V = 1.2;

  @ParameterizedTest
  @CsvSource({
    "3, solves=together",
    "5, solves=in-turn",
    "5, solve-after-step=true",
  })
  void jobs(int expected, String setting) {
    assertEquals(expected, Trainings.work(Trainings.ofLayers(64, "optimizer." + setting)).supersteps());
  }

  @Test
  void theReferencesOrderTakesSevenJobsAndEachRelaxationMoreOnes() {
    String[] reference = {"optimizer.solves=in-turn", "optimizer.solve-after-step=true"};
    assertEquals(7, Trainings.work(Trainings.ofLayers(64, reference)).supersteps());
    assertEquals(5, Trainings.work(Trainings.ofLayers(64, "multigrid.cf-relaxations=[1]")).supersteps());
    assertEquals(4, Trainings.work(Trainings.ofLayers(64, "multigrid.adjoint.cycles=3")).supersteps());
  }

  @Test
  void layerStepsOfCyclesTogether() {
    IterationWork work = Trainings.work(Trainings.ofLayers(64));
    assertEquals(64, work.layers());
    assertEquals(16, work.coarseIntervals());
    assertEquals((3 * V + 6.5) * 64 * N, 64 * work.sweepSteps() + work.coarseSteps(), 1e-3);
    assertEquals(2 * (2 * V + 3) * 16 * N, work.coarseSteps(), 1e-3);
    assertEquals(0, work.serialSweeps());
  }

  @Test
  void layerStepsInTurnRecomputeTheStates() {
    IterationWork together = Trainings.work(Trainings.ofLayers(64));
    IterationWork inTurn = Trainings.work(Trainings.ofLayers(64, "optimizer.solves=in-turn"));
    assertEquals(2 * N, inTurn.sweepSteps() - together.sweepSteps(), 1e-6);
    assertEquals(together.coarseSteps(), inTurn.coarseSteps(), 1e-6);
  }

  @Test
  void serialPropagationHasNoCoarseLevels() {
    IterationWork work = Trainings.work(Trainings.ofLayers(64, "optimizer.exact=true"));
    assertEquals(0, work.coarseSteps());
    assertEquals(2, work.serialSweeps());
    assertEquals((V + 2) * N, work.serialSteps(), 1e-6);
    assertEquals(1, work.supersteps());
  }

  /** A third grid of 8 steps: relaxed before and after, FCF, and the coarsest solved where two grids solve 16 steps. */
  @Test
  void aCycleThroughThreeGrids() {
    String[] grids = {
      "multigrid.coarsening=[4,2]", "multigrid.cf-relaxations=[0,1]", "multigrid.max-levels=3",
      "multigrid.state.cycles=1", "multigrid.adjoint.cycles=1"
    };
    int correction = 16 + 3 * 16 + 8;
    assertEquals(
        (correction * V + correction + 16) * N,
        Trainings.work(Trainings.ofLayers(64, grids)).coarseSteps(),
        1e-3);
  }

  /** Collected and broadcast megabytes as measured, docs/design.md. */
  @ParameterizedTest
  @CsvSource({"16, 6.0, 6.4", "32, 11.7, 12.0", "64, 23.1, 23.4"})
  void bytesThroughTheDriver(int layers, double collected, double broadcast) {
    double measured = 1e6 * (collected + broadcast);
    assertEquals(measured, Trainings.work(Trainings.ofLayers(layers)).bytes(), 0.05 * measured);
  }
}
