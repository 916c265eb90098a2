package org.layerparallel.spark.config;

import java.util.Optional;
import java.util.OptionalLong;
import org.layerparallel.linalg.BlasKind;

/**
 * Where the finest grid is computed.
 *
 * @param kind Spark or this process, or the faster one
 * @param master Spark's master; without it spark-submit's, or all cores of this machine
 * @param intervals layer intervals, 0 for Spark's default parallelism or, in process, the number of threads
 * @param exampleBlocks parts that the examples are cut into, at least 1
 * @param columns parts of the examples whose coarse grids are computed by tasks, 0 for the driver
 * @param threads of the coarse grids on the driver and of in-process relaxation, at most {@link #MOST_THREADS}, 0 for
 *     all cores
 * @param fPointMemory most bytes, over all intervals, to keep F-points in, 0 to recompute them; without it what suits the
 *     width
 * @param blas the BLAS that driver and executors use; without it the first that the driver can load
 * @param shareMemory whether, with a local master, messages and results pass by reference
 * @param checkpointInterval supersteps between cuts of the lineage, 0 for what suits the master
 * @param lineageDir directory for what cuts a cluster's lineage in files; two executors keep it without
 */
public record ExecutionSettings(
    Kind kind,
    Optional<String> master,
    int intervals,
    int exampleBlocks,
    int columns,
    int threads,
    OptionalLong fPointMemory,
    Optional<BlasKind> blas,
    boolean shareMemory,
    int checkpointInterval,
    Optional<String> lineageDir) {

  /** Who computes. */
  public enum Kind {
    /** Partitions of an RDD. */
    SPARK,
    /** Threads of this process. */
    IN_PROCESS,
    /** Whichever is faster, as a training finds by measuring both. */
    AUTO
  }

  /** Most threads: each takes buffers of its own, so a number too many is one of memory. */
  static final int MOST_THREADS = 4096;

  /** Up to here a layer is recomputed faster than memory gives back its values, by measurement (docs/benchmarks). */
  private static final int NARROW_WIDTH = 64;

  private static final long WIDE_BYTES = 1L << 30;

  public ExecutionSettings {
    requireAtLeast("intervals", intervals, 0);
    requireAtLeast("exampleBlocks", exampleBlocks, 1);
    requireAtLeast("columns", columns, 0);
    requireAtLeast("threads", threads, 0);
    requireAtLeast("checkpointInterval", checkpointInterval, 0);
  }

  /**
   * The number of supersteps between cuts of the lineage to use: those of a cluster are not free.
   *
   * @param local whether Spark's master is local
   */
  public int superstepsBetweenCheckpoints(boolean local) {
    if (checkpointInterval > 0) {
      return checkpointInterval;
    }
    return local ? 1 : 10;
  }

  /** The number of threads to use on this machine. */
  public int threadCount() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  /** Most bytes, over all intervals, to keep F-points of a network of {@code width} channels in. */
  public long fPointBytes(int width) {
    return fPointMemory.orElse(width > NARROW_WIDTH ? WIDE_BYTES : 0);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + "=" + value + ", must be >= " + least);
    }
  }
}
