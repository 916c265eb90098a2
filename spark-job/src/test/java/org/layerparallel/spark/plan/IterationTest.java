package org.layerparallel.spark.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.spark.cost.IterationTime;
import org.layerparallel.spark.cost.IterationWork;
import org.layerparallel.spark.cost.JobTimes;
import org.layerparallel.spark.cost.StepTimes;
import org.layerparallel.train.TrainingSettings;

/** Iterations of the peaks problem, against the closed formula and against counts made by hand. */
class IterationTest {

  private static final int TRAINING = 5000;
  private static final int VALIDATION = 1000;
  private static final StepTimes TIMES = new StepTimes(1e-8, 2e-8);

  /**
   * Of eight tiles of 625 training examples, and one of as many and one of 375 to validate, the second fourth has
   * three.
   */
  private static final double LARGEST_FOURTH = 1875.0 / 6000;

  private static TrainingSettings settings(int layers, String... more) {
    List<String> all =
        Stream.concat(
                Stream.of("network.layers=" + layers, "nested.iterations=[10]"),
                Stream.of(more))
            .toList();
    return new SettingsReader(new Configuration(false))
        .read(Optional.empty(), all)
        .training()
        .on(new DataShape(2, 5));
  }

  private static Iteration iteration(TrainingSettings settings, IterationWork work) {
    return new Iteration(
        work, TIMES, Tiling.forChannels(settings.network().width(), TRAINING, VALIDATION));
  }

  private static Iteration cycles(int layers, String... more) {
    TrainingSettings settings = settings(layers, more);
    Network network = settings.networkAt(0);
    return iteration(
        settings, IterationWork.of(network, settings, settings.levels().get(0), TRAINING, VALIDATION));
  }

  private static Iteration wholeNetwork(int layers) {
    TrainingSettings settings = settings(layers, "optimizer.exact=true");
    return iteration(
        settings, IterationWork.ofWholeNetwork(settings.networkAt(0), settings, TRAINING, VALIDATION));
  }

  /** Without what it knows more of, the simulation is the formula. */
  @ParameterizedTest
  @CsvSource({"64, 8, 8", "64, 8, 4", "64, 5, 5", "100, 7, 3", "16, 40, 2"})
  void isTheClosedFormulaWhereThatHolds(int layers, int intervals, int slots) {
    Iteration iteration = cycles(layers, "optimizer.solves=in-turn");
    Prediction simulated =
        iteration.on(new Cluster(slots, 1, 2, new Rates(0.01, 0, 0, 0, 0, 0)), Layout.driver(intervals, 1));
    IterationTime formula = new IterationTime(iteration.work(), TIMES, 2);
    double expected = formula.onSpark(intervals, slots, new JobTimes(0.01, 0));
    // The formula takes each wave for as long as its longest interval.
    assertTrue(simulated.seconds() <= expected * (1 + 1e-9), simulated + " is more than " + expected);
    if (layers % (4 * intervals) == 0) {
      assertEquals(expected, simulated.seconds(), 1e-9);
    }
    assertEquals(formula.jobs(intervals), simulated.jobs());
  }

  @Test
  void onOneSlotWithALinkItIsTheFormulaToo() {
    Iteration iteration = cycles(64);
    Prediction simulated = iteration.on(new Cluster(1, 1, 1, new Rates(0.01, 0, 0, 1e-9, 0, 0)), Layout.driver(1, 1));
    double expected = new IterationTime(iteration.work(), TIMES, 1).onSpark(1, 1, new JobTimes(0.01, 1e-9));
    assertEquals(expected, simulated.seconds(), 1e-9);
    assertEquals(iteration.work().bytes() * 1e-9, simulated.parts().get(Part.LINK), 1e-9);
  }

  /** On the driver d (nu + 1) jobs and the gradient's, in columns 1 + 2 d (nu + 1) and two: docs/design.md. */
  @ParameterizedTest
  @CsvSource({"1, 2, 3, 7", "1, 3, 4, 9", "2, 2, 4, 8"})
  void jobs(int blocks, int cycles, int onDriver, int inColumns) {
    Iteration iteration =
        cycles(64, "multigrid.state.cycles=" + cycles, "multigrid.adjoint.cycles=" + cycles);
    Cluster cluster = new Cluster(4, 1, 1, Rates.TYPICAL);
    assertEquals(onDriver, iteration.on(cluster, Layout.driver(4, blocks)).jobs());
    assertEquals(inColumns, iteration.on(cluster, Layout.columns(4, blocks, blocks)).jobs());
  }

  @Test
  void columnsLeaveTheDriverTheWeightsOfLayersAtCPointsAlone() {
    Iteration iteration = cycles(64);
    Cluster cluster = new Cluster(4, 1, 1, new Rates(0, 0, 0, 1e-9, 0, 0));
    Prediction columns = iteration.on(cluster, Layout.columns(4, 1, 4));
    // 16 layers of 72 weights, from four cells one after the other, and once to one executor, who hands them on.
    double weights = 16 * 72 * 8 * 1e-9;
    assertEquals(2 * weights, columns.parts().get(Part.LINK), 0.5 * weights);
    assertTrue(iteration.on(cluster, Layout.driver(4, 1)).parts().get(Part.LINK) > 1000 * weights);
  }

  @Test
  void columnsShareOutTheCoarseLevelsByExamples() {
    Iteration iteration = cycles(64);
    Cluster cluster = new Cluster(4, 1, 1, new Rates(0, 0, 0, 0, 0, 0));
    double above = TIMES.layerStep() * iteration.work().coarseSteps()
        + TIMES.classification() * iteration.work().classifications();
    assertEquals(above, iteration.on(cluster, Layout.columns(4, 1, 1)).parts().get(Part.COLUMNS), 1e-9);
    assertEquals(above, iteration.on(cluster, Layout.driver(4, 1)).parts().get(Part.COARSE), 1e-9);
    assertEquals(
        LARGEST_FOURTH * above, iteration.on(cluster, Layout.columns(4, 1, 4)).parts().get(Part.COLUMNS), 1e-9);
  }

  @Test
  void dataParallelCellsDoAllAndSendGradients() {
    Iteration iteration = wholeNetwork(64);
    // A link so slow that nothing else counts.
    Cluster cluster = new Cluster(4, 1, 1, new Rates(0, 0, 0, 1, 1, 0));
    Prediction prediction = iteration.on(cluster, Layout.wholeNetwork(4));
    assertEquals(3, prediction.jobs());
    // Four parts up, one after the other; the sum down in three times the time of one, as executors hand it on.
    assertEquals(7.0 * 64 * 72 * 8, prediction.parts().get(Part.LINK), 1);
    Prediction free = iteration.on(new Cluster(4, 1, 1, new Rates(0, 0, 0, 0, 0, 0)), Layout.wholeNetwork(4));
    double cells =
        64 * TIMES.layerStep() * (TRAINING * 4.0 + VALIDATION)
            + TIMES.classification() * (2.0 * TRAINING + VALIDATION);
    assertEquals(LARGEST_FOURTH * cells, free.seconds(), 1e-9);
  }

  @Test
  void serialPropagationGoesThroughTheIntervalsInTurn() {
    Iteration iteration = cycles(64, "optimizer.exact=true");
    Prediction prediction = iteration.on(new Cluster(4, 1, 1, Rates.TYPICAL), Layout.driver(4, 1));
    assertEquals(1 + 2 * 4, prediction.jobs());
    double swept = 64 * TIMES.layerStep() * (TRAINING * 3.0 + VALIDATION + TRAINING * 3.0 / 4);
    assertEquals(swept, prediction.parts().get(Part.CELLS), 1e-9);
  }

  @Test
  void anEpochIsItsVisits() {
    Iteration epoch =
        cycles(64, "optimizer.direction=sgd", "optimizer.step.kind=fixed", "optimizer.batch-size=1000");
    assertEquals(5 * 3, epoch.on(new Cluster(2, 1, 1, Rates.TYPICAL), Layout.driver(2, 1)).jobs());
  }
}
