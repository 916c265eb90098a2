package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.report.RunFigures.Iteration;
import org.layerparallel.spark.report.RunFigures.Level;

class ComparisonTableTest {

  private static final RunFigures SERIAL = run("serial", 30, 2, Double.NaN);
  private static final RunFigures SPARK = run("spark", 20, 1, 7);

  @Test
  void timesAreComparedWithThoseOfTheFirstRun() {
    assertEquals(
        """
        | run | s/iteration, 16 layers | s/iteration, 32 layers | s/run | speed-up | peak memory, MB | validation accuracy, % |
        |---|--:|--:|--:|--:|--:|--:|
        | serial | 2.0000 | 4.0000 | 30.0 | 1.00 | 1234 | 95.70 |
        | spark | 1.0000 | 2.0000 | 20.0 | 1.50 | 1234 | 95.70 |
        """,
        ComparisonTable.times(List.of(SERIAL, SPARK)));
  }

  @Test
  void trafficIsThatOfRunsOnSparkInMegabytesAndBlocks() {
    assertEquals(
        """
        | run | layers | jobs/iteration | MB collected/iteration | MB broadcast/iteration | width | block, MB | blocks collected | blocks broadcast |
        |---|--:|--:|--:|--:|--:|--:|--:|--:|
        | spark | 16 | 7 | 14.00 | 7.00 | 50 | 0.40 | 35.0 | 17.5 |
        | spark | 32 | 14 | 28.00 | 14.00 | 50 | 0.40 | 70.0 | 35.0 |
        """,
        ComparisonTable.traffic(List.of(SERIAL, SPARK)));
  }

  private static RunFigures run(String name, double wallSeconds, double seconds, double jobs) {
    return new RunFigures(
        name,
        50,
        1000,
        List.of(
            new Level(16, new Iteration(seconds, jobs, 2e6 * jobs, 1e6 * jobs)),
            new Level(32, new Iteration(2 * seconds, 2 * jobs, 4e6 * jobs, 2e6 * jobs))),
        wallSeconds,
        1.234e9,
        95.7);
  }
}
