package org.layerparallel.spark.job;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Holds up the end of the process, when Ctrl-C or a scheduler wants it, until the run has saved its state: before Spark,
 * the output directory and scratch files are cleared away. The exit code is then the signal's, 130 or 143.
 */
final class Interruption implements AutoCloseable {

  /** Hooks run in the order of their priorities, the highest first; see also OutputDirectory and ScratchDirectory. */
  private static final int BEFORE_ALL_OTHERS = 1000;

  /** Whoever wants the process to end faster kills it, and loses what was done since the last checkpoint. */
  private static final int PATIENCE_MINUTES = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable hook;
  private volatile boolean wanted;

  /**
   * Watches from now on.
   *
   * @param err told once that the process is about to end, and what is awaited
   */
  Interruption(PrintStream err) {
    this.hook =
        () -> {
          wanted = true;
          err.println();
          err.println("Interrupted: the present iteration is finished and saved, then the run ends.");
          await();
        };
    ShutdownHookManager.get().addShutdownHook(hook, BEFORE_ALL_OTHERS, PATIENCE_MINUTES, TimeUnit.MINUTES);
  }

  /** Whether the run is to end. */
  boolean wanted() {
    return wanted;
  }

  /** Lets the process end. */
  @Override
  public void close() {
    ended.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }

  private void await() {
    try {
      if (!ended.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        System.err.println("The iteration takes too long; what was done since the last checkpoint is lost.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
