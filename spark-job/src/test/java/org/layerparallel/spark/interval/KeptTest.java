package org.layerparallel.spark.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.interval.Correspondence;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.MailedStep.Mailed;
import org.layerparallel.spark.LocalSpark;

/** What is kept while hundreds of supersteps go by: what recovery can need, and no more. */
class KeptTest {

  private static final int INTERVALS = 4;

  private static final int SUPERSTEPS = 200;

  private static final int ROUNDS = 60;

  private static final long PRIME = 1_000_003;

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

  @Test
  void withColumns() throws InterruptedException {
    letters(new OnSpark(context, INTERVALS, CUT, null, false), false);
  }

  @Test
  void withColumnsAtEverySuperstep() throws InterruptedException {
    letters(new OnSpark(context, INTERVALS, 1, null, true), false);
  }

  @Test
  void withColumnsInFilesAndLosses(@TempDir Path directory) throws Exception {
    letters(new OnSpark(context, INTERVALS, CUT, directory.toUri().toString(), false), true);
    try (Stream<Path> left = Files.walk(directory)) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  /**
   * Two columns send their sums to the intervals, which add them and send the outcome back; a superstep without letters
   * in between.
   *
   * @param losses whether all that is cached is lost now and then
   */
  private void letters(OnSpark execution, boolean losses) throws InterruptedException {
    int generationsBefore = context.getPersistentRDDs().size();
    int ticketsBefore = Ticket.held();
    long[] expected = {1, 2, 3, 4};
    long[] columns = {0, 0};
    try (Intervals<Long> intervals = execution.create(List.of(1L, 2L, 3L, 4L))) {
      Correspondence<Long, Long> mail = intervals.correspondWith(List.of(0L, 0L));
      for (int round = 1; round <= ROUNDS; round++) {
        if (losses && round % 7 == 0) {
          context.getPersistentRDDs().values().forEach(generation -> generation.rdd().unpersist(true));
        }
        mail.<Long, Integer, Long, Long>intervals(
            (content, arrived, column, workers) -> {
              long sum = arrived.stream().mapToLong(Long::longValue).sum();
              long next = (content + sum) % PRIME;
              return new Mailed<>(next, next, List.of(new Addressed<>(0, next), new Addressed<>(1, next * next % PRIME)));
            },
            List.of(0, 0, 0, 0));
        assertEquals(INTERVALS, intervals.advance((s, m, workers) -> new Advanced<>(s, s), List.of(0, 0, 0, 0)).size());
        mail.<Long, Integer, Long, Long>columns(
            (content, arrived, none, workers) -> {
              long sum = (content + arrived.stream().mapToLong(Long::longValue).sum()) % PRIME;
              return new Mailed<>(sum, sum, IntStream.range(0, INTERVALS).mapToObj(i -> new Addressed<>(i, sum)).toList());
            },
            List.of(0, 0));
        long told = round == 1 ? 0 : columns[0] + columns[1];
        Arrays.setAll(expected, i -> (expected[i] + told) % PRIME);
        columns[0] = (columns[0] + Arrays.stream(expected).sum()) % PRIME;
        columns[1] = (columns[1] + Arrays.stream(expected).map(x -> x * x % PRIME).sum()) % PRIME;
        int generations = context.getPersistentRDDs().size() - generationsBefore;
        assertTrue(generations <= 4, generations + " cached generations");
        int tickets = Ticket.held() - ticketsBefore;
        int most = (2 * INTERVALS + 2) * (execution.checkpointInterval() + 2);
        assertTrue(tickets <= most, tickets + " objects, must be at most " + most);
      }
      List<Long> contents = intervals.advance((s, m, workers) -> new Advanced<>(s, s), List.of(0, 0, 0, 0));
      assertEquals(Arrays.stream(expected).boxed().toList(), contents);
      assertEquals(
          Arrays.stream(columns).boxed().toList(),
          mail.<Long, Integer, Long, Long>columns(
              (content, arrived, none, workers) -> new Mailed<>(content, content, List.of()), List.of(0, 0)));
      // Read and gone: nothing waits for the garbage collector.
      requireAtMost("shuffles' files", 0, BlockId::isShuffle);
    }
    assertEquals(generationsBefore, context.getPersistentRDDs().size());
    assertEquals(ticketsBefore, Ticket.held());
    requireAtMost("blocks of generations", 0, BlockId::isRDD);
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
