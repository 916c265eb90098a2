package org.layerparallel.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.layerparallel.interval.InProcess;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.interval.OnSpark;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.Records;
import org.layerparallel.train.TrainingResult;

/** A nested run on Spark, whatever the number of intervals, ends with the bits of the sequential run in process. */
class SameBitsTest {

  /** Ways to train three levels, most of them of 16, 32 and 64 layers. */
  enum Training {
    F("multigrid.cf-relaxations=[0,1]"),
    FCF("multigrid.cf-relaxations=[1,1]"),
    TWO_GRIDS("multigrid.max-levels=2", "optimizer.solve-after-step=false"),
    IN_TURN("optimizer.solves=in-turn", "multigrid.cf-relaxations=[1,1]", "execution.f-point-memory=1g"),
    EXACT("optimizer.exact=true", "execution.f-point-memory=1g"),
    LINEAR_WITH_TIME_DERIVATIVE("nested.interpolation=linear", "objective.time-derivative=1e-2"),
    CUBIC_CARRIED(
        "nested.interpolation=cubic",
        "nested.memory=carry",
        "nested.states=interpolated",
        "objective.time-derivative=1e-2"),
    ZERO_CARRIED(
        "network.layers=5",
        "network.activation.kind=tanh",
        "nested.interpolation=zero",
        "nested.refinement-factor=3",
        "nested.memory=carry",
        "nested.states=interpolated",
        "objective.weighting=sum"),
    BATCHES(
        "optimizer.direction=adam",
        "optimizer.step.kind=one-over-k",
        "optimizer.step.initial=0.01",
        "optimizer.batch-size=100",
        "optimizer.solve-after-step=false",
        "nested.states=interpolated",
        "objective.time-derivative=1e-2",
        "execution.f-point-memory=1g"),
    /** Options of the cycle, a coarsening that does not divide, and other layers. */
    OTHER(
        "network.layers=15",
        "multigrid.coarsening=[4,3]",
        "multigrid.cf-relaxations=[2,0]",
        "multigrid.cycle=F",
        "multigrid.skip-first-down=true",
        "network.bias=scalar",
        "network.opening=zero-expansion",
        "optimizer.gradient=as-swept");

    private final List<String> settings;

    Training(String... settings) {
      this.settings = List.of(settings);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverTheNumberOfIntervals(Training training) {
    SmallRun expected = SmallRun.of(training.settings, InProcess.sequential());
    double first = expected.records().get(0).objective();
    double last = expected.result().objective();
    assertTrue(last < first, training + " did not train: objective " + first + " -> " + last);
    for (int intervals : new int[] {1, 2, 3, 8}) {
      SmallRun actual =
          SmallRun.of(
              training.settings,
              new OnSpark(LocalSpark.context(), intervals, 1, null, intervals % 2 == 0));
      assertSame(training + ", " + intervals + " intervals", expected, actual);
    }
  }

  /** 250 points are two tiles. With one interval, exact propagation is within the cells. */
  @ParameterizedTest
  @EnumSource(names = {"EXACT", "CUBIC_CARRIED"})
  void whateverTheNumberOfIntervalsOfTwoExampleBlocks(Training training) {
    List<String> settings = new ArrayList<>(training.settings);
    settings.add("execution.example-blocks=2");
    SmallRun expected = SmallRun.of(settings, InProcess.sequential());
    for (int intervals : new int[] {1, 3}) {
      for (boolean shared : new boolean[] {false, true}) {
        SmallRun actual =
            SmallRun.of(settings, new OnSpark(LocalSpark.context(), intervals, 1, null, shared));
        assertSame(training + ", " + intervals + " intervals, 2 example blocks", expected, actual);
      }
    }
  }

  /** C-points pass between cells and columns, which two tiles are shared out among. */
  @ParameterizedTest
  @CsvSource({"IN_TURN, 2, false", "CUBIC_CARRIED, 1, true", "BATCHES, 1, false"})
  void whateverTheNumberOfIntervalsInColumns(Training training, int exampleBlocks, boolean shared) {
    List<String> settings = new ArrayList<>(training.settings);
    settings.add("execution.columns=2");
    settings.add("execution.example-blocks=" + exampleBlocks);
    SmallRun expected = SmallRun.of(settings, InProcess.sequential());
    SmallRun actual = SmallRun.of(settings, new OnSpark(LocalSpark.context(), 3, 1, null, shared));
    assertSame(training + ", 2 columns, " + exampleBlocks + " example blocks", expected, actual);
  }

  private static void assertSame(String what, SmallRun expected, SmallRun actual) {
    assertEquals(expected.records().size(), actual.records().size(), what + ", iterations");
    for (int i = 0; i < expected.records().size(); i++) {
      IterationRecord record = expected.records().get(i);
      String where = what + ", level " + record.level() + ", iteration " + record.iteration();
      // Records compare their numbers by bits; serial propagation takes as many supersteps as there are intervals.
      assertEquals(Records.withoutCost(record), Records.withoutCost(actual.records().get(i)), where);
    }
    double[] weights = expected.result().weights().toDesign();
    double[] other = actual.result().weights().toDesign();
    assertEquals(weights.length, other.length, what + ", weights");
    for (int i = 0; i < weights.length; i++) {
      int at = i;
      assertEquals(
          Double.doubleToRawLongBits(weights[i]),
          Double.doubleToRawLongBits(other[i]),
          () -> what + ", weight " + at + ": " + weights[at] + " in process, " + other[at]);
    }
    TrainingResult result = expected.result();
    assertEquals(result.reasons(), actual.result().reasons(), what);
    assertEquals(result.objective(), actual.result().objective(), what + ", final objective");
    assertEquals(
        result.validationAccuracy(), actual.result().validationAccuracy(), what + ", accuracy");
  }
}
