package org.layerparallel.spark.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.LocalIntervals;
import org.layerparallel.spark.LocalSpark;

/** Supersteps are made again where what they made was lost. */
class RecoveryTest {

  private final JavaSparkContext context = LocalSpark.context();

  @Test
  void lostContentsAreMadeAgainFromTheCheckpointAndTheMessagesSince(@TempDir Path directory) {
    List<double[]> contents = List.of(new double[300], new double[300], new double[300]);
    IntervalStep<double[], double[], double[]> step = (s, m, workers) -> {
      double[] next = s.clone();
      for (int i = 0; i < next.length; i++) {
        next[i] = 0.5 * next[i] + m[i];
      }
      return new Advanced<>(next, next);
    };
    OnSpark onSpark = new OnSpark(context, 3, 5, directory.toUri().toString(), false);
    try (Intervals<double[]> spark = onSpark.create(contents);
        Intervals<double[]> local = new LocalIntervals<>(contents, 1)) {
      for (int superstep = 0; superstep < 14; superstep++) {
        List<double[]> messages = Collections.nCopies(3, new double[300]);
        messages.get(0)[superstep] = superstep;
        if (superstep == 3 || superstep == 8 || superstep == 13) {
          loseAllCached();
        }
        List<double[]> expected = local.advance(step, messages);
        List<double[]> actual = spark.advance(step, messages);
        for (int interval = 0; interval < 3; interval++) {
          assertEquals(List.of(box(expected.get(interval))), List.of(box(actual.get(interval))));
        }
      }
    }
  }

  @Test
  void aResultThatWasTakenIsMadeAgain() {
    List<Integer> contents = List.of(1, 2, 3);
    Posted<Integer> posted = Posted.send(context, contents, false);
    JavaRDD<Held<Integer>> first = context.parallelize(contents, 3).map(Held::initial);
    Generation<Integer, Serializable, Integer, Integer> next =
        new Generation<>(
            first.rdd(), null, new Silent<>((s, m, workers) -> new Advanced<>(s + m, 10 * s + m)), posted);
    next.cache();
    assertEquals(List.of(11, 22, 33), Job.collect(new Results<>(next), false));
    assertEquals(List.of(11, 22, 33), Job.collect(new Results<>(next), false));
    JavaRDD<Held<Integer>> cached = JavaRDD.fromRDD(next, next.elementClassTag());
    assertEquals(List.of(true, true, true), cached.map(Held::taken).collect());
    next.unpersist(true);
  }

  @Test
  void aFailureThatIsNotTheStepsOwnSaysWhichSuperstep() {
    try (Intervals<Integer> intervals = new OnSpark(context, 2, 5, null, false).create(List.of(1, 2))) {
      Thread unserializable = Thread.currentThread();
      IllegalStateException failed = assertThrows(
          IllegalStateException.class,
          () -> intervals.advance((s, m, workers) -> new Advanced<>(s, unserializable.getPriority()), List.of(1, 2)));
      assertEquals("superstep 1 failed: ", failed.getMessage().substring(0, 20));
    }
  }

  private void loseAllCached() {
    context.getPersistentRDDs().values().forEach(generation -> generation.rdd().unpersist(true));
  }

  private static List<Double> box(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
