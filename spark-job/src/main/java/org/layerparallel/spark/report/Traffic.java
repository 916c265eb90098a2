package org.layerparallel.spark.report;

import java.util.List;
import java.util.function.Function;

/**
 * What Spark was asked for in some time.
 *
 * @param jobs jobs that began
 * @param resultBytes serialized results of tasks, which reached the driver
 * @param broadcastBytes serialized broadcast variables, each counted once however many executors fetched it; code of
 *     tasks is among them
 * @param computeNanos run time of the longest task of each stage, summed: what the computing took if all tasks of a
 *     stage ran at once
 */
public record Traffic(long jobs, long resultBytes, long broadcastBytes, long computeNanos) {

  /** Nothing. */
  public static final Traffic NONE = new Traffic(0, 0, 0, 0);

  /** Both together. */
  public Traffic plus(Traffic other) {
    return new Traffic(
        jobs + other.jobs,
        resultBytes + other.resultBytes,
        broadcastBytes + other.broadcastBytes,
        computeNanos + other.computeNanos);
  }

  /** What came after {@code earlier}, which is a part of this. */
  public Traffic minus(Traffic earlier) {
    return new Traffic(
        jobs - earlier.jobs,
        resultBytes - earlier.resultBytes,
        broadcastBytes - earlier.broadcastBytes,
        computeNanos - earlier.computeNanos);
  }

  /** The median of each figure over the iterations of a level; see {@link Median}. */
  static Traffic median(List<Traffic> iterations) {
    return new Traffic(
        median(iterations, Traffic::jobs),
        median(iterations, Traffic::resultBytes),
        median(iterations, Traffic::broadcastBytes),
        median(iterations, Traffic::computeNanos));
  }

  private static long median(List<Traffic> iterations, Function<Traffic, Long> figure) {
    return Median.of(iterations.stream().map(figure).toList());
  }
}
