package org.layerparallel.spark.interval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsContract;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.LocalIntervals;
import org.layerparallel.interval.Walk;
import org.layerparallel.spark.LocalSpark;

class SparkIntervalsTest {

  @Nested
  class CutAtEverySuperstep extends IntervalsContract {
    @Override
    protected IntervalsFactory factory() {
      return new OnSpark(LocalSpark.context(), 1, 1, null, false);
    }
  }

  @Nested
  class CutNowAndThen extends IntervalsContract {
    @Override
    protected IntervalsFactory factory() {
      return new OnSpark(LocalSpark.context(), 1, 3, null, false);
    }
  }

  @Nested
  class CutByFiles extends IntervalsContract {
    @TempDir private Path directory;

    @Override
    protected IntervalsFactory factory() {
      return new OnSpark(LocalSpark.context(), 1, 2, directory.toUri().toString(), false);
    }
  }

  @Nested
  class HandedOver extends IntervalsContract {
    @Override
    protected IntervalsFactory factory() {
      return new OnSpark(LocalSpark.context(), 1, 2, null, true);
    }
  }

  @Test
  void nothingHandedOverIsKeptAfterwards() {
    int before = Ticket.held();
    try (Intervals<Integer> intervals =
        new OnSpark(LocalSpark.context(), 1, 3, null, true).create(List.of(0, 1))) {
      for (int superstep = 0; superstep < 10; superstep++) {
        intervals.advance((s, m, workers) -> new Advanced<>(s + m, new int[1000]), List.of(1, 2));
        // Messages since the last checkpoint, which a lost task would ask for again.
        assertTrue(Ticket.held() - before <= 2 * 3, Ticket.held() - before + " objects held");
      }
    }
    assertEquals(before, Ticket.held());
  }

  /** One interval, as many as cores, more than cores; contents regrouped to 1 .. 8. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 11, false", "2, 4, 12, false", "8, 3, 13, false", "5, 10, 14, false", "1, 1, 15, true", "3, 4, 16, true"
  })
  void equalsTheExecutionInProcess(
      int count, int checkpointInterval, long seed, boolean shared) {
    List<double[]> contents = Walk.contents(count, seed);
    OnSpark onSpark = new OnSpark(LocalSpark.context(), count, checkpointInterval, null, shared);
    try (Intervals<double[]> local = new LocalIntervals<>(contents, 1);
        Intervals<double[]> spark = onSpark.create(contents)) {
      List<double[]> expected = Walk.results(local, 20, 8, seed);
      List<double[]> actual = Walk.results(spark, 20, 8, seed);
      assertEquals(expected.size(), actual.size());
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), actual.get(i));
      }
      assertEquals(local.supersteps(), spark.supersteps());
    }
  }
}
