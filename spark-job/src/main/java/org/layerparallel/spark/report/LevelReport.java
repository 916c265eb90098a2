package org.layerparallel.spark.report;

import org.layerparallel.train.StopReason;

/**
 * How a nested level went.
 *
 * @param level number, 0 is the coarsest
 * @param layers residual layers
 * @param iterations recorded iterations
 * @param reason why it ended
 * @param seconds wall time of the level
 * @param medianSeconds median wall time of an iteration, see {@link Median}; NaN without iterations
 * @param sparkJobsPerIteration mean number of supersteps an iteration, each one Spark job
 */
public record LevelReport(
    int level,
    int layers,
    int iterations,
    StopReason reason,
    double seconds,
    double medianSeconds,
    double sparkJobsPerIteration) {}
