package org.layerparallel.spark.report;

import java.util.Optional;

/**
 * What a run took.
 *
 * @param wallSeconds wall time of the training
 * @param peakMemory most memory of this process
 * @param traffic what Spark was asked for; none in process, or where Spark dropped events
 * @param phases what the time went into; none where Spark dropped events
 */
public record RunCost(
    double wallSeconds, PeakMemory peakMemory, Optional<RunTraffic> traffic, Optional<RunPhases> phases) {}
