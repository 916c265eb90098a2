package org.layerparallel.spark.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.Intervals;
import org.layerparallel.spark.LocalSpark;

/** What is kept while hundreds of supersteps go by: what recovery can need, and no more. */
class KeptTest {

  private static final int INTERVALS = 4;

  private static final int SUPERSTEPS = 200;

  /** Supersteps between cuts of the lineage. */
  private static final int CUT = 10;

  /** Spark's own broadcasts of tasks go only when the garbage collector finds that nothing refers to them. */
  private static final int OF_THE_LAST_JOBS = 8;

  private final JavaSparkContext context = LocalSpark.context();

  @Test
  void withLocalCheckpoints() throws InterruptedException {
    supersteps(new OnSpark(context, INTERVALS, CUT, null, false), false);
  }

  @Test
  void withLocalCheckpointsAtEverySuperstep() throws InterruptedException {
    supersteps(new OnSpark(context, INTERVALS, 1, null, false), false);
  }

  @Test
  void withCheckpointsInFilesAndLosses(@TempDir Path directory) throws InterruptedException {
    supersteps(new OnSpark(context, INTERVALS, CUT, directory.toUri().toString(), false), true);
  }

  @Test
  void withObjectsHandedOver() throws InterruptedException {
    supersteps(new OnSpark(context, INTERVALS, CUT, null, true), false);
  }

  /**
   * Many supersteps, of which every seventeenth throws.
   *
   * @param losses whether all that is cached is lost now and then
   */
  private void supersteps(OnSpark execution, boolean losses) throws InterruptedException {
    int generationsBefore = context.getPersistentRDDs().size();
    int ticketsBefore = Ticket.held();
    List<Integer> zeros = IntStream.range(0, INTERVALS).map(i -> 0).boxed().toList();
    try (Intervals<Integer> intervals = execution.create(zeros)) {
      for (int superstep = 1; superstep <= SUPERSTEPS; superstep++) {
        if (superstep % 17 == 0) {
          assertThrows(ArithmeticException.class, () -> advance(intervals, 0));
        }
        if (losses && superstep % 23 == 0) {
          context.getPersistentRDDs().values().forEach(generation -> generation.rdd().unpersist(true));
        }
        advance(intervals, 1);
        int tickets = Ticket.held() - ticketsBefore;
        assertTrue(tickets <= INTERVALS * execution.checkpointInterval(), tickets + " objects");
        int generations = context.getPersistentRDDs().size() - generationsBefore;
        assertTrue(generations <= 2, generations + " cached generations");
        if (superstep % CUT > CUT - 3) {
          context.getPersistentRDDs().values().forEach(generation -> requireShort(generation, execution));
        }
        // Not where the lineage has just been cut.
        if (superstep % 100 == 95) {
          requireAtMost("blocks of generations", 2 * INTERVALS, BlockId::isRDD);
          // Each is stored as bytes and as an object, and each superstep has one or two of Spark's own to its four.
          int messages = 2 * INTERVALS * execution.checkpointInterval();
          requireAtMost("blocks of broadcasts", messages + 4 * superstep, BlockId::isBroadcast);
          System.gc();
          requireAtMost("blocks of broadcasts", messages + OF_THE_LAST_JOBS, BlockId::isBroadcast);
        }
      }
      assertEquals(List.of(SUPERSTEPS), advance(intervals, 1).stream().distinct().toList());
    }
    assertEquals(generationsBefore, context.getPersistentRDDs().size());
    assertEquals(ticketsBefore, Ticket.held());
    requireAtMost("blocks of generations", 0, BlockId::isRDD);
    System.gc();
    requireAtMost("blocks of broadcasts", OF_THE_LAST_JOBS, BlockId::isBroadcast);
  }

  /** Adds one to each content; messages are of a size that is broadcast; answers what was. */
  private static List<Integer> advance(Intervals<Integer> intervals, int divisor) {
    List<int[]> messages = Stream.generate(() -> {
      int[] message = new int[1000];
      message[0] = divisor;
      return message;
    }).limit(INTERVALS).toList();
    return intervals.advance((s, m, workers) -> new Advanced<>(s + 1 / m[0], s), messages);
  }

  private static void requireShort(JavaRDD<?> generation, OnSpark execution) {
    long depth = generation.toDebugString().lines().filter(line -> line.contains("Generation[")).count();
    assertTrue(depth <= execution.checkpointInterval(), () -> "a lineage of " + depth + " generations");
  }

  /** Spark lets go of blocks in the background. */
  private void requireAtMost(String what, int most, Predicate<BlockId> kind) throws InterruptedException {
    for (int tries = 0; tries < 100 && stored(kind) > most; tries++) {
      if (tries % 20 == 19) {
        System.gc();
      }
      Thread.sleep(50);
    }
    assertTrue(stored(kind) <= most, () -> stored(kind) + " " + what + ", must be at most " + most);
  }

  private int stored(Predicate<BlockId> kind) {
    return context.sc().env().blockManager().getMatchingBlockIds(kind::test).size();
  }
}
