package org.layerparallel.spark.interval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsContract;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.interval.LocalIntervals;
import org.layerparallel.interval.Walk;
import org.layerparallel.spark.LocalSpark;

class SparkIntervalsTest {

  @Nested
  class CutAtEverySuperstep extends IntervalsContract {
    @Override
    protected IntervalsFactory factory() {
      return new OnSpark(LocalSpark.context(), 1, 1, null);
    }
  }

  @Nested
  class CutNowAndThen extends IntervalsContract {
    @Override
    protected IntervalsFactory factory() {
      return new OnSpark(LocalSpark.context(), 1, 3, null);
    }
  }

  @Nested
  class CutByFiles extends IntervalsContract {
    @TempDir private Path directory;

    @Override
    protected IntervalsFactory factory() {
      return new OnSpark(LocalSpark.context(), 1, 2, directory.toUri().toString());
    }
  }

  /** One interval, as many as cores, more than cores; contents regrouped to 1 .. 8. */
  @ParameterizedTest
  @CsvSource({"1, 1, 11", "2, 4, 12", "8, 3, 13", "5, 10, 14"})
  void equalsTheExecutionInProcess(int count, int checkpointInterval, long seed) {
    List<double[]> contents = Walk.contents(count, seed);
    OnSpark onSpark = new OnSpark(LocalSpark.context(), count, checkpointInterval, null);
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
