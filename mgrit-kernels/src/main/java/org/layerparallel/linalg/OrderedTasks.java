package org.layerparallel.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Runs numbered tasks, on the caller's thread or on a fixed pool; results are in the order of the numbers. */
public final class OrderedTasks implements AutoCloseable {

  private static final AtomicInteger POOLS = new AtomicInteger();

  /** Null where the caller's thread does the work. */
  private final ExecutorService pool;

  /**
   * @param name what its threads are called
   * @param threads number of threads; 1 is the caller's own
   * @throws IllegalArgumentException if {@code threads} is less than 1
   */
  public OrderedTasks(String name, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads=" + threads + ", must be >= 1");
    }
    String unique = name + "-" + POOLS.incrementAndGet();
    pool = threads == 1 ? null : Executors.newFixedThreadPool(threads, daemons(unique));
  }

  /**
   * The results of {@code task} at 0 .. {@code count} - 1. Returns, normally or not, only after every task that was
   * begun has ended; where several fail, the exception of the first in order is thrown, as it was.
   *
   * @throws IllegalStateException if the calling thread is interrupted
   */
  public <T> List<T> run(int count, IntFunction<T> task) {
    List<T> results = new ArrayList<>(count);
    if (pool == null) {
      for (int i = 0; i < count; i++) {
        results.add(task.apply(i));
      }
      return results;
    }
    List<Callable<T>> calls = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int number = i;
      calls.add(() -> task.apply(number));
    }
    try {
      for (Future<T> done : pool.invokeAll(calls)) {
        results.add(done.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for tasks", e);
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    }
    return results;
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
