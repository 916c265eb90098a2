package org.layerparallel.linalg;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share out the tiles of a block. What is computed on a tile does not depend on who computes it, so the
 * number of threads changes no bit of a result.
 */
public final class Workers implements AutoCloseable {

  private static final Workers CALLER = new Workers(1);

  /** So many that the last ones to work do not keep the others waiting for long. */
  private static final int RANGES_EACH = 8;

  private final int threads;
  private final OrderedTasks tasks;

  /**
   * @param threads number of threads, at least 1; 1 is the calling thread itself
   */
  public Workers(int threads) {
    this.tasks = new OrderedTasks("workers", threads);
    this.threads = threads;
  }

  /** The calling thread alone. */
  public static Workers caller() {
    return CALLER;
  }

  /** Number of threads, and of different values of {@code worker} a task sees. */
  public int count() {
    return threads;
  }

  /** Work on a range of tiles by worker {@code worker}, which no other thread is at the same time. */
  public interface Task {
    void run(int worker, int fromTile, int toTile);
  }

  /**
   * Runs {@code task} over {@code tiles} tiles, in ranges that workers take as they get free, and returns, normally or not,
   * when no part of it runs any more.
   */
  public void share(int tiles, Task task) {
    int parts = Math.min(threads, tiles);
    if (parts <= 1) {
      task.run(0, 0, tiles);
      return;
    }
    int range = Math.max(1, tiles / (RANGES_EACH * parts));
    AtomicInteger next = new AtomicInteger();
    tasks.run(
        parts,
        worker -> {
          for (int from = next.getAndAdd(range); from < tiles; from = next.getAndAdd(range)) {
            task.run(worker, from, Math.min(from + range, tiles));
          }
          return null;
        });
  }

  @Override
  public void close() {
    tasks.close();
  }
}
