package org.layerparallel.spark.config;

import java.util.Optional;
import org.layerparallel.linalg.BlasKind;

/**
 * Where the finest grid is computed.
 *
 * @param kind Spark or this process
 * @param master Spark's master; without it spark-submit's, or all cores of this machine
 * @param intervals layer intervals, 0 for Spark's default parallelism or, in process, the number of threads
 * @param threads of the coarse grids on the driver and of in-process relaxation, 0 for all cores
 * @param fPointBytes most memory, over all intervals, to keep F-points in; 0 to recompute them
 * @param blas the BLAS that driver and executors use; without it the first that the driver can load
 * @param checkpointInterval supersteps between cuts of the lineage, 0 for what suits the kind of checkpoints
 * @param checkpointDir directory of reliable checkpoints; local ones without it
 */
public record ExecutionSettings(
    Kind kind,
    Optional<String> master,
    int intervals,
    int threads,
    long fPointBytes,
    Optional<BlasKind> blas,
    int checkpointInterval,
    Optional<String> checkpointDir) {

  /** Who computes. */
  public enum Kind {
    /** Partitions of an RDD. */
    SPARK,
    /** Threads of this process. */
    IN_PROCESS
  }

  public ExecutionSettings {
    requireAtLeast("intervals", intervals, 0);
    requireAtLeast("threads", threads, 0);
    requireAtLeast("checkpointInterval", checkpointInterval, 0);
  }

  /** The number of supersteps between cuts of the lineage to use: reliable checkpoints are not free. */
  public int superstepsBetweenCheckpoints() {
    if (checkpointInterval > 0) {
      return checkpointInterval;
    }
    return checkpointDir.isPresent() ? 10 : 1;
  }

  /** The number of threads to use on this machine. */
  public int threadCount() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + "=" + value + ", must be >= " + least);
    }
  }
}
