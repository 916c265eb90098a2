package org.layerparallel.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "2, 1", "2, 2", "2, 7", "3, 2", "5, 23"})
  void everyTileIsDoneOnceByOneWorkerAtATime(int threads, int tiles) {
    AtomicIntegerArray done = new AtomicIntegerArray(tiles);
    AtomicIntegerArray busy = new AtomicIntegerArray(threads);
    try (Workers workers = new Workers(threads)) {
      assertEquals(threads, workers.count());
      for (int round = 0; round < 20; round++) {
        workers.share(tiles, (worker, from, to) -> {
          assertEquals(1, busy.incrementAndGet(worker), "threads that are worker " + worker);
          for (int t = from; t < to; t++) {
            done.incrementAndGet(t);
          }
          busy.decrementAndGet(worker);
        });
      }
    }
    for (int t = 0; t < tiles; t++) {
      assertEquals(20, done.get(t), "times tile " + t + " was done");
    }
  }

  @Test
  void twoWorkersWorkAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    try (Workers workers = new Workers(2)) {
      workers.share(2, (worker, from, to) -> {
        both.countDown();
        assertTrue(await(both), "worker " + worker + " was alone");
      });
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void aTasksExceptionArrivesAsItWas(int threads) {
    RuntimeException failure = new ArithmeticException("tile 3");
    try (Workers workers = new Workers(threads)) {
      Workers.Task task = (worker, from, to) -> {
        if (from <= 3 && 3 < to) {
          throw failure;
        }
      };
      assertSame(failure, assertThrows(RuntimeException.class, () -> workers.share(4, task)));
      Error error = new AssertionError("all");
      assertSame(error, assertThrows(Error.class, () -> workers.share(4, (w, from, to) -> {
        throw error;
      })));
      workers.share(4, (worker, from, to) -> {});
    }
  }

  @Test
  void afterAnExceptionNoTaskIsRunningAnyMore() {
    AtomicBoolean finished = new AtomicBoolean();
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    try (Workers workers = new Workers(2)) {
      assertThrows(ArithmeticException.class, () -> workers.share(2, (worker, from, to) -> {
        both.countDown();
        await(both);
        if (from == 0) {
          throw new ArithmeticException("at once");
        }
        await(never, 100);
        finished.set(true);
      }));
      assertTrue(finished.get(), "the other task was still running");
    }
  }

  @Test
  void refusesNoThreads() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Workers(0));
    assertEquals("threads=0, must be >= 1", refused.getMessage());
  }

  private static boolean await(CountDownLatch latch) {
    return await(latch, 10_000);
  }

  private static boolean await(CountDownLatch latch, long milliseconds) {
    try {
      return latch.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
