package org.layerparallel.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.layerparallel.interval.IntervalStep.Advanced;

class LocalIntervalsTest {

  @Nested
  class OnTheCallersThread extends IntervalsContract {
    @Override
    protected IntervalsFactory factory() {
      return new InProcess(5, 1);
    }
  }

  @Nested
  class OnThreeThreads extends IntervalsContract {
    @Override
    protected IntervalsFactory factory() {
      return new InProcess(5, 3);
    }
  }

  @Test
  void theSameExceptionObjectArrivesAndTheFirstInOrderWins() {
    RuntimeException[] failures = {null, new IllegalStateException("first"), new IllegalStateException("second")};
    try (Intervals<Integer> intervals = new LocalIntervals<>(List.of(0, 1, 2), 3)) {
      RuntimeException thrown = assertThrows(
          RuntimeException.class,
          () -> intervals.advance((s, m, workers) -> {
            if (failures[s] != null) {
              throw failures[s];
            }
            return new Advanced<>(s, s);
          }, Walk.nothing(3)));
      assertSame(failures[1], thrown);
    }
  }

  @Test
  void intervalsRunAtTheSameTimeAndClosingEndsTheThreads() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(3);
    Set<Thread> threads = new HashSet<>();
    try (Intervals<Integer> intervals = new LocalIntervals<>(List.of(0, 1, 2), 3)) {
      List<Boolean> met = intervals.advance((s, m, workers) -> new Advanced<>(s, meet(all, threads)), Walk.nothing(3));
      assertEquals(List.of(true, true, true), met);
    }
    assertEquals(3, threads.size());
    assertTrue(threads.remove(Thread.currentThread()), "the caller's thread works too");
    for (Thread thread : threads) {
      assertTrue(thread.isDaemon());
      thread.join(10_000);
      assertTrue(!thread.isAlive(), thread + " lives on after close");
    }
  }

  @Test
  void refusesBadNumbers() {
    assertEquals(
        "threads=0, must be >= 1",
        assertThrows(IllegalArgumentException.class, () -> new InProcess(1, 0)).getMessage());
    assertEquals(
        "wanted=0, must be >= 1",
        assertThrows(IllegalArgumentException.class, () -> new InProcess(0, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new LocalIntervals<>(List.of(1), 0));
    assertEquals(new InProcess(1, 1), InProcess.sequential());
  }

  private static boolean meet(CountDownLatch all, Set<Thread> threads) {
    synchronized (threads) {
      threads.add(Thread.currentThread());
    }
    all.countDown();
    try {
      return all.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
