package org.layerparallel.spark.interval;

import org.apache.spark.SparkEnv;
import org.layerparallel.linalg.Blas;
import org.layerparallel.linalg.BlasKind;
import org.slf4j.LoggerFactory;

/** The BLAS of an executor's process. */
public final class ExecutorBlas {

  /** Spark's name for the executor of a local master, which is the driver's process. */
  private static final String DRIVER = "driver";

  private static boolean logged;

  private ExecutorBlas() {}

  /**
   * Computes with the driver's BLAS, and says so in the log of an executor that is a process of its own, once.
   *
   * @throws IllegalStateException if it does not load here
   */
  public static synchronized void require(BlasKind drivers) {
    Blas used;
    try {
      used = Blas.use(drivers);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "an executor cannot compute as the driver does: " + e.getMessage()
              + "; execution.blas = java goes on every machine",
          e);
    }
    if (!logged && !SparkEnv.get().executorId().equals(DRIVER)) {
      LoggerFactory.getLogger(ExecutorBlas.class).info("BLAS: {}", used.description());
      logged = true;
    }
  }
}
