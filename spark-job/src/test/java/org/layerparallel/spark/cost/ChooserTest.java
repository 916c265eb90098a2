package org.layerparallel.spark.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.cost.Choice.Reason;
import org.layerparallel.spark.cost.Chooser.Candidate;
import org.layerparallel.spark.cost.Chooser.Measured;
import org.layerparallel.train.TrainingSettings;

/** Choices by given measurements. */
class ChooserTest {

  private static final StepTimes STEPS = new StepTimes(5e-9, 1e-7);

  /** Of a layer with 64 times the weights. */
  private static final StepTimes WIDE_STEPS = new StepTimes(4e-7, 1e-7);

  private static final int ANY = Integer.MAX_VALUE;

  private static Chooser chooser(TrainingSettings settings, int threads, double heapNeed) {
    return chooser(settings, STEPS, threads, heapNeed);
  }

  private static Chooser chooser(
      TrainingSettings settings, StepTimes steps, int threads, double heapNeed) {
    Forecast forecast =
        Forecast.of(settings, Trainings.TRAINING, Trainings.VALIDATION, steps, threads, 0);
    return new Chooser(forecast, heapNeed, 1000);
  }

  private static Candidate notToBeStarted(boolean sharesHeap, int mostSlots) {
    return new Candidate(
        sharesHeap,
        mostSlots,
        () -> {
          throw new AssertionError("Spark was started");
        });
  }

  private static Candidate cluster(int slots, double jobSeconds) {
    return new Candidate(false, ANY, () -> new Measured(slots, new JobTimes(jobSeconds, 2e-10)));
  }

  @Test
  void aSmallProblemStaysInProcess() {
    Choice choice = chooser(Trainings.ofLayers(16), 2, 0).choose(cluster(16, 0.03));
    assertFalse(choice.onSpark());
    assertEquals(Reason.FASTER, choice.reason());
    assertEquals(3, choice.spark().orElseThrow().jobs());
    assertTrue(choice.inProcess() < choice.spark().orElseThrow().seconds());
  }

  @Test
  void aDeepAndWideOneGoesWhereSlotsAre() {
    TrainingSettings deep = Trainings.ofLayers(1024, "network.width=64");
    Choice choice = chooser(deep, WIDE_STEPS, 2, 0).choose(cluster(64, 0.03));
    assertTrue(choice.onSpark());
    assertEquals(Reason.FASTER, choice.reason());
    assertTrue(choice.inProcess() > choice.spark().orElseThrow().seconds());
    // With jobs of a minute nothing does.
    assertFalse(chooser(deep, WIDE_STEPS, 2, 0).choose(cluster(64, 60)).onSpark());
    // Nor where its states take longer through the driver than its layers to step.
    assertFalse(chooser(deep, STEPS, 2, 0).choose(cluster(64, 0.03)).onSpark());
  }

  @Test
  void sparkMustBeAheadByMoreThanPredictionsAreWrong() {
    Chooser chooser = chooser(Trainings.ofLayers(1024, "network.width=64"), WIDE_STEPS, 2, 0);
    double here = chooser.choose(cluster(64, 0)).inProcess();
    double free = chooser.choose(cluster(64, 0)).spark().orElseThrow().seconds();
    assertTrue(free < here / 1.5, free + " s on Spark with free jobs, " + here + " s here");
    // Three jobs that together make up for what Spark is faster by, but for a tenth and for a third.
    Choice close = chooser.choose(cluster(64, (here / 1.1 - free) / 3));
    assertFalse(close.onSpark());
    assertEquals(Reason.CLOSE, close.reason());
    assertTrue(close.text().endsWith(", which is too close to rely on"), close.text());
    assertTrue(chooser.choose(cluster(64, (here / 1.33 - free) / 3)).onSpark());
  }

  @Test
  void sparkIsNotStartedWhereItsSlotsAreNoMoreThanTheThreads() {
    Choice choice = chooser(Trainings.ofLayers(1024), 2, 0).choose(notToBeStarted(true, 2));
    assertFalse(choice.onSpark());
    assertEquals(Reason.TOO_FEW_SLOTS, choice.reason());
    // Nor for a network of as few coarse intervals as there are threads, however many slots there may be.
    assertFalse(chooser(Trainings.ofLayers(8), 2, 0).choose(notToBeStarted(false, ANY)).onSpark());
    Candidate local = new Candidate(true, 4, () -> new Measured(4, JobTimes.FREE));
    assertTrue(chooser(Trainings.ofLayers(1024), 2, 0).choose(local).onSpark(), "more slots than threads");
  }

  @Test
  void aHeapThatIsTooSmallDecidesWhereExecutorsHaveOnesOfTheirOwn() {
    Choice choice = chooser(Trainings.ofLayers(16), 2, 1001).choose(notToBeStarted(false, ANY));
    assertTrue(choice.onSpark());
    assertEquals(Reason.MEMORY, choice.reason());
    assertEquals(Optional.empty(), choice.spark());
    assertFalse(chooser(Trainings.ofLayers(16), 2, 1001).choose(notToBeStarted(true, 2)).onSpark());
    assertFalse(chooser(Trainings.ofLayers(16), 2, 1000).choose(cluster(16, 0.03)).onSpark());
  }

  @Test
  void sayingWhy() {
    Choice.OnSpark slow = new Choice.OnSpark(0.1234, 3, new JobTimes(0.0301, 0), 2);
    assertEquals(
        "Execution: in process; an iteration takes about 50 ms here, 123 ms on Spark (3 jobs of 30 ms, 2 slots)",
        new Choice(false, Reason.FASTER, 0.05, Optional.of(slow)).text());
    Choice.OnSpark fast = new Choice.OnSpark(1.26, 3, new JobTimes(0.0301, 0), 16);
    assertEquals(
        "Execution: on Spark; an iteration takes about 5.0 s here, 1.3 s on Spark (3 jobs of 30 ms, 16 slots)",
        new Choice(true, Reason.FASTER, 5, Optional.of(fast)).text());
    Choice.OnSpark least = new Choice.OnSpark(0.00512, 3, JobTimes.FREE, 1);
    assertEquals(
        "Execution: in process; an iteration takes about 5.10 ms here, and at least 5.12 ms on 1 slot of Spark even if"
            + " its jobs took no time",
        new Choice(false, Reason.TOO_FEW_SLOTS, 0.0051, Optional.of(least)).text());
    assertEquals(
        "Execution: on Spark; the heap of this process is too small for all of it, and an iteration would take about"
            + " 5.0 s here",
        new Choice(true, Reason.MEMORY, 5, Optional.empty()).text());
  }

  @Test
  void levelsCountByTheirIterations() {
    TrainingSettings nested = Trainings.of("network.layers=16", "nested.iterations=[30,10]");
    Forecast both = Forecast.of(nested, Trainings.TRAINING, Trainings.VALIDATION, STEPS, 2, 0);
    double shallow = both.levels().get(0).time().inProcess(2);
    double deep = both.levels().get(1).time().inProcess(2);
    assertTrue(shallow < deep);
    assertEquals(0.75 * shallow + 0.25 * deep, both.inProcess(), 1e-12);
    assertEquals(
        "levels is empty, must have at least one entry",
        assertThrows(IllegalArgumentException.class, () -> new Forecast(List.of(), 1, 0)).getMessage());
  }

  @Test
  void theHeapHoldsAtLeastWhatIsCounted() {
    TrainingSettings plain = Trainings.ofLayers(64, "optimizer.memory=1");
    double states = 3 * 17 * 8 * 11000 * 8.0;
    double weights = 64 * 72 * 8.0;
    assertEquals(states + 6 * weights, HeapNeed.inProcess(plain, 5000, 1000, 0));
    TrainingSettings pairs = Trainings.ofLayers(64, "optimizer.memory=10");
    assertEquals(states + 24 * weights, HeapNeed.inProcess(pairs, 5000, 1000, 0));
    double kept = 2 * 64 * 8 * 5000 * 8.0;
    assertEquals(states + 24 * weights + kept, HeapNeed.inProcess(pairs, 5000, 1000, (long) kept));
    assertEquals(states + 24 * weights, HeapNeed.inProcess(pairs, 5000, 1000, (long) kept - 1));
  }
}
