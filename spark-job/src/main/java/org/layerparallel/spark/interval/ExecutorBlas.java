package org.layerparallel.spark.interval;

import org.layerparallel.linalg.Blas;
import org.layerparallel.linalg.BlasKind;
import org.slf4j.LoggerFactory;

/** The BLAS of an executor's process. */
final class ExecutorBlas {

  private static boolean logged;

  private ExecutorBlas() {}

  /**
   * Computes with the driver's BLAS, and says so in the executor's log, once.
   *
   * @throws IllegalStateException if it does not load here
   */
  static synchronized void require(BlasKind drivers) {
    Blas used;
    try {
      used = Blas.use(drivers);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "an executor cannot compute as the driver does: " + e.getMessage()
              + "; execution.blas = java goes on every machine",
          e);
    }
    if (!logged) {
      LoggerFactory.getLogger(ExecutorBlas.class).info("BLAS: {}", used.description());
      logged = true;
    }
  }
}
