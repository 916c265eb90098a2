package org.layerparallel.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that share out the tiles of a block. What is computed on a tile does not depend on who computes it, so the
 * number of threads changes no bit of a result.
 */
public final class Workers implements AutoCloseable {

  private final int threads;
  private final ExecutorService pool;

  /**
   * @param threads number of threads, at least 1; 1 is the calling thread itself
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads=" + threads + ", must be >= 1");
    }
    this.threads = threads;
    this.pool = threads == 1 ? null : Executors.newFixedThreadPool(threads, Workers::daemon);
  }

  /** Number of threads, and of different values of {@code worker} a task sees. */
  public int count() {
    return threads;
  }

  /** Work on a range of tiles by worker {@code worker}, which no other thread is at the same time. */
  public interface Task {
    void run(int worker, int fromTile, int toTile);
  }

  /** Runs {@code task} over {@code tiles} tiles and returns, normally or not, when no part of it runs any more. */
  public void share(int tiles, Task task) {
    if (pool == null || tiles == 1) {
      task.run(0, 0, tiles);
      return;
    }
    List<Callable<Object>> parts = new ArrayList<>(threads);
    for (int w = 0; w < threads; w++) {
      int worker = w;
      int from = (int) ((long) tiles * w / threads);
      int to = (int) ((long) tiles * (w + 1) / threads);
      if (from < to) {
        parts.add(Executors.callable(() -> task.run(worker, from, to)));
      }
    }
    try {
      for (Future<Object> part : pool.invokeAll(parts)) {
        part.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a worker", e);
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }

  /** A task can throw nothing checked, so the cause is a runtime exception or an error. */
  private static RuntimeException unwrapped(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "layer-parallel-worker");
    thread.setDaemon(true);
    return thread;
  }
}
