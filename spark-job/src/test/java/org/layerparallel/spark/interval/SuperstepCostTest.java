package org.layerparallel.spark.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.Intervals;
import org.layerparallel.spark.LocalSpark;

/** What supersteps cost, in what can be counted: jobs, memory, files. */
class SuperstepCostTest {

  private static final List<Integer> CONTENTS = List.of(1, 2, 3, 4);

  private final JavaSparkContext context = LocalSpark.context();

  @Test
  void aSuperstepIsOneJob() {
    try (Intervals<Integer> intervals = new OnSpark(context, 4, 3, null, false).create(CONTENTS)) {
      for (int superstep = 0; superstep < 7; superstep++) {
        assertEquals(1, jobs(() -> add(intervals)), "superstep " + superstep);
      }
      assertEquals(1, jobs(() -> {
        intervals.regroup(2, (s, m) -> List.of(new Addressed<>(m % 2, s)), CONTENTS, (i, pieces) -> pieces.size());
        return null;
      }));
      assertEquals(List.of(2, 2), add(intervals).subList(0, 2));
    }
  }

  @Test
  void aCheckpointInFilesIsOneJobMoreAndOldFilesGo(@TempDir Path directory) throws IOException {
    OnSpark onSpark = new OnSpark(context, 4, 5, directory.toUri().toString(), false);
    try (Intervals<Integer> intervals = onSpark.create(CONTENTS)) {
      assertEquals(20 + 4, jobs(() -> {
        for (int superstep = 0; superstep < 20; superstep++) {
          add(intervals);
        }
        return null;
      }));
      assertEquals(1, checkpoints(directory));
    }
    assertEquals(0, checkpoints(directory));
  }

  @Test
  void messagesAndResultsDoNotPileUp() throws InterruptedException {
    int length = 10_000;
    long before = memoryUsed();
    try (Intervals<Integer> intervals = new OnSpark(context, 4, 10, null, false).create(CONTENTS)) {
      for (int superstep = 0; superstep < 200; superstep++) {
        List<double[]> messages = Stream.generate(() -> new double[length]).limit(4).toList();
        intervals.advance((s, m, workers) -> new Advanced<>(s, m.clone()), messages);
      }
      // 64 MB of messages were sent; those of ten supersteps, as objects and as bytes, may still be there.
      assertTrue(settlesBelow(before + 12_000_000), () -> (memoryUsed() - before) + " bytes more than before");
    }
    assertTrue(settlesBelow(before + 3_000_000), () -> (memoryUsed() - before) + " bytes more than before");
  }

  private List<Integer> add(Intervals<Integer> intervals) {
    return intervals.advance((s, m, workers) -> new Advanced<>(s + m, s), Collections.nCopies(intervals.count(), 1));
  }

  private int jobs(Supplier<?> work) {
    AtomicInteger jobs = new AtomicInteger();
    SparkListener counter = new SparkListener() {
      @Override
      public void onJobStart(SparkListenerJobStart start) {
        jobs.incrementAndGet();
      }
    };
    awaitEvents();
    context.sc().addSparkListener(counter);
    try {
      work.get();
      awaitEvents();
    } finally {
      context.sc().removeSparkListener(counter);
    }
    return jobs.get();
  }

  private void awaitEvents() {
    try {
      context.sc().listenerBus().waitUntilEmpty();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long memoryUsed() {
    return context.sc().env().memoryManager().storageMemoryUsed();
  }

  /** Spark frees blocks in the background. */
  private boolean settlesBelow(long bytes) throws InterruptedException {
    for (int tries = 0; tries < 100 && memoryUsed() >= bytes; tries++) {
      Thread.sleep(100);
    }
    return memoryUsed() < bytes;
  }

  private static long checkpoints(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("rdd-")).count();
    }
  }
}
