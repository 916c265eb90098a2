package org.layerparallel.spark.report;

import org.layerparallel.train.IterationRecord;

/**
 * An iteration and when it was recorded.
 *
 * @param record what it found
 * @param seconds wall time since the training began
 */
public record TimedIteration(IterationRecord record, double seconds) {}
