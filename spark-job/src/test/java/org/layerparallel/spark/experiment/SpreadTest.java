package org.layerparallel.spark.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.RawTable;

/** What experiments make of their runs. */
class SpreadTest {

  @Test
  void aSpreadIsThatOfTheSample() {
    // Mean 5, squared distances 9, 1, 1, 1, 0, 0, 4, 16: 32 / 7.
    Spread spread = Spread.of(runs(2, 4, 4, 4, 5, 5, 7, 9));
    assertEquals(5, spread.mean());
    assertEquals(4.5, spread.median());
    assertEquals(9, spread.max());
    assertEquals(2, spread.min());
    assertEquals(Math.sqrt(32.0 / 7), spread.deviation(), 1e-14);
    assertEquals(List.of("5.0", "4.5", "9.0", "2.0", "2.14"), spread.cells());
    assertEquals(0, Spread.of(runs(3)).deviation());
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }

  @Test
  void milestonesAreReadOffTheCourse() {
    PastRun run = course(new double[] {50, 90, 94}, new double[] {80, 60, 93, 95});
    assertEquals(2, Milestones.secondsTo(run, 90).orElseThrow());
    assertTrue(Milestones.secondsTo(run, 96).isEmpty());
    assertEquals(95, Milestones.bestAccuracy(run));
    assertEquals(34, Milestones.drop(run, 1));
    assertEquals(-1, Milestones.drop(course(new double[] {94}, new double[] {95, 96}), 1));
  }

  @Test
  void rawDataKeepFactorsInTheirOrder() {
    PlannedRun planned =
        new PlannedRun("w3", Map.of("width", "3"), List.of("network.width=3"))
            .with("method", "nested")
            .with("seed", "1", "initial-weights.seed=1");
    assertEquals("w3-nested-1", planned.id());
    assertEquals(List.of("network.width=3", "initial-weights.seed=1"), planned.settings());
    List<FinishedRun> runs = List.of(new FinishedRun(planned, course(new double[] {50, 60})));
    RawTable table = RawData.runs(runs);
    assertEquals(
        List.of("run", "width", "method", "seed"),
        table.columns().subList(0, 4).stream().map(RawTable.Column::name).toList());
    assertEquals(List.of("w3-nested-1", "3", "nested", "1"), table.rows().get(0).subList(0, 4));
    assertEquals(2, RawData.iterations(runs).rows().size());
  }

  @Test
  void anIdIsAFileName() {
    assertThrows(IllegalArgumentException.class, () -> new PlannedRun("../w3", Map.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new PlannedRun("", Map.of(), List.of()));
  }

  private static List<FinishedRun> runs(double... accuracies) {
    PlannedRun planned = new PlannedRun("run", Map.of(), List.of());
    return DoubleStream.of(accuracies)
        .mapToObj(accuracy -> new FinishedRun(planned, new PastRun(accuracy, 0, 0, 0, 0, List.of(), List.of())))
        .toList();
  }

  /** A run by its validation accuracies, level by level, an iteration a second. */
  private static PastRun course(double[]... levels) {
    List<PastRun.Level> reached = new ArrayList<>();
    List<PastRun.Iteration> iterations = new ArrayList<>();
    for (int level = 0; level < levels.length; level++) {
      reached.add(new PastRun.Level(16 << level, levels[level].length, "iterations-done", 1));
      for (int i = 0; i < levels[level].length; i++) {
        iterations.add(
            new PastRun.Iteration(level, i, 0, 0, 1, 1, 1, 0, levels[level][i], iterations.size() + 1));
      }
    }
    return new PastRun(0, 0, 0, 0, iterations.size(), reached, iterations);
  }
}
