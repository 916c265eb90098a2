package org.layerparallel.spark.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IterationTimeTest {

  private static final StepTimes STEPS = new StepTimes(1e-8, 2e-8);
  private static final JobTimes JOBS = new JobTimes(0.01, 1e-9);

  private static IterationTime of(int layers, int threads, String... settings) {
    return new IterationTime(Trainings.work(Trainings.ofLayers(layers, settings)), STEPS, threads);
  }

  @Test
  void isTheSumOfItsParts() {
    IterationTime time = of(64, 1);
    IterationWork work = time.work();
    double driver = 1e-8 * work.coarseSteps() + 2e-8 * work.classifications();
    assertEquals(driver + 1e-8 * 64 * work.sweepSteps(), time.inProcess(1), 1e-9);
    assertEquals(
        driver + 1e-8 * 8 * work.sweepSteps() + 3 * 0.01 + 1e-9 * work.bytes(),
        time.onSpark(8, 8, JOBS),
        1e-9);
  }

  @Test
  void moreSlotsNeverTakeLongerAndMoreLayersAlwaysDo() {
    for (int slots = 1; slots < 40; slots++) {
      assertTrue(of(64, 2).onSpark(slots, slots + 1, JOBS) <= of(64, 2).onSpark(slots, slots, JOBS), "slots " + slots);
      assertTrue(
          of(64, 2).onSpark(slots + 1, slots + 1, JOBS) <= of(64, 2).onSpark(slots, slots, JOBS), "slots " + slots);
    }
    for (int layers = 4; layers < 512; layers *= 2) {
      assertTrue(of(layers, 2).inProcess(2) < of(2 * layers, 2).inProcess(2), "layers " + layers);
      assertTrue(of(layers, 2).onSpark(4, 4, JOBS) < of(2 * layers, 2).onSpark(4, 4, JOBS), "layers " + layers);
    }
  }

  @Test
  void thereAreNoMoreIntervalsThanCoarseOnes() {
    assertEquals(of(64, 2).onSpark(16, 16, JOBS), of(64, 2).onSpark(100, 100, JOBS), 0);
  }

  @Test
  void intervalsThatNoSlotIsFreeForWait() {
    IterationTime time = of(64, 1);
    double sweeps = 1e-8 * time.work().sweepSteps();
    double two = time.onSpark(8, 4, JOBS) - time.onSpark(8, 8, JOBS);
    assertEquals(8 * sweeps, two, 1e-9);
  }

  @Test
  void serialPropagationGainsNothingFromSlotsButInTheGradient() {
    IterationTime time = of(64, 1, "optimizer.exact=true");
    double gained = time.onSpark(4, 1, JobTimes.FREE) - time.onSpark(4, 4, JobTimes.FREE);
    assertEquals(1e-8 * time.work().sweepSteps() * 48, gained, 1e-9);
    assertEquals(1 + 2 * 4, time.jobs(4));
  }

  /** Where jobs cost as much as the slots save, and on both sides of it. */
  @Test
  void theCrossingPoint() {
    IterationTime time = of(64, 2);
    double saved = time.inProcess(2) - time.onSpark(8, 8, JobTimes.FREE);
    assertTrue(saved > 0);
    assertEquals(time.inProcess(2), time.onSpark(8, 8, new JobTimes(saved / 3, 0)), 1e-9);
    assertTrue(time.onSpark(8, 8, new JobTimes(0.9 * saved / 3, 0)) < time.inProcess(2));
    assertTrue(time.onSpark(8, 8, new JobTimes(1.1 * saved / 3, 0)) > time.inProcess(2));
  }

  @Test
  void argumentsAreChecked() {
    assertEquals(
        "threads=0, must be >= 1", assertThrows(IllegalArgumentException.class, () -> of(4, 0)).getMessage());
    assertEquals(
        "slots=0, must be >= 1",
        assertThrows(IllegalArgumentException.class, () -> of(4, 1).onSpark(1, 0, JOBS)).getMessage());
    assertEquals(
        "intervals=0, must be >= 1",
        assertThrows(IllegalArgumentException.class, () -> of(4, 1).inProcess(0)).getMessage());
  }
}
