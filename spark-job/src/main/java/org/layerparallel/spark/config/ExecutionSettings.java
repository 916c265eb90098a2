package org.layerparallel.spark.config;

import java.util.Optional;

/**
 * Where the finest grid is computed.
 *
 * @param kind Spark or this process
 * @param intervals layer intervals, 0 for Spark's default parallelism or, in process, the number of threads
 * @param threads of the coarse grids on the driver and of in-process relaxation, 0 for all cores
 * @param checkpointInterval supersteps between cuts of the lineage, at least 1
 * @param checkpointDir directory of reliable checkpoints; local ones without it
 */
public record ExecutionSettings(
    Kind kind, int intervals, int threads, int checkpointInterval, Optional<String> checkpointDir) {

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
    requireAtLeast("checkpointInterval", checkpointInterval, 1);
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
