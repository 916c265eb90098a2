package org.layerparallel.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Runs numbered tasks on the caller's thread and those of a fixed pool, whoever is free taking the next one; results are in
 * the order of the numbers.
 */
public final class OrderedTasks implements AutoCloseable {

  private static final AtomicInteger POOLS = new AtomicInteger();

  private final int threads;

  /** All threads but the caller's; null if there are no others. */
  private final ExecutorService others;

  /**
   * @param name what its threads are called
   * @param threads number of threads, the caller's own included
   * @throws IllegalArgumentException if {@code threads} is less than 1
   */
  public OrderedTasks(String name, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads=" + threads + ", must be >= 1");
    }
    String unique = name + "-" + POOLS.incrementAndGet();
    this.threads = threads;
    this.others =
        threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, daemons(unique));
  }

  /**
   * The results of {@code task} at 0 .. {@code count} - 1. Returns, normally or not, only after every task that was
   * begun has ended; where several fail, the exception of the first in order is thrown, as it was. After a failure no
   * further task is begun.
   *
   * @throws IllegalStateException if the calling thread is interrupted
   */
  public <T> List<T> run(int count, IntFunction<T> task) {
    Round<T> round = new Round<>(count, task);
    List<Future<?>> helping = new ArrayList<>();
    for (int helper = 1; helper < Math.min(threads, count); helper++) {
      helping.add(others.submit(round));
    }
    round.run();
    boolean interrupted = false;
    for (Future<?> helper : helping) {
      interrupted |= waitFor(helper, round);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for tasks");
    }
    return round.results();
  }

  /** Waits for the end; whether an interruption came meanwhile, upon which no further task is begun. */
  private static boolean waitFor(Future<?> helper, Round<?> round) {
    boolean interrupted = false;
    while (true) {
      try {
        helper.get();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        round.stop();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a round of tasks throws nothing itself", e);
      }
    }
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdownNow();
    }
  }

  /** The tasks of one call, taken by all threads that run it. */
  private static final class Round<T> implements Runnable {

    private final int count;
    private final IntFunction<T> task;
    private final Object[] results;
    private final Throwable[] failures;
    private final AtomicInteger next = new AtomicInteger();

    Round(int count, IntFunction<T> task) {
      this.count = count;
      this.task = task;
      this.results = new Object[count];
      this.failures = new Throwable[count];
    }

    @Override
    public void run() {
      int number = next.getAndIncrement();
      while (number < count) {
        try {
          results[number] = task.apply(number);
        } catch (RuntimeException | Error e) {
          failures[number] = e;
          stop();
        }
        number = next.getAndIncrement();
      }
    }

    /** No task is begun from now on. */
    void stop() {
      next.set(count);
    }

    /** Of all tasks, once they have ended. */
    @SuppressWarnings("unchecked")
    List<T> results() {
      for (Throwable failure : failures) {
        if (failure instanceof Error error) {
          throw error;
        }
        if (failure != null) {
          throw (RuntimeException) failure;
        }
      }
      List<T> list = new ArrayList<>(count);
      for (Object result : results) {
        list.add((T) result);
      }
      return list;
    }
  }

  /** Daemons, so that a solver that was not closed does not keep the process alive. */
  private static ThreadFactory daemons(String name) {
    AtomicInteger threads = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + threads.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
