package org.layerparallel.benchmark;

/**
 * A measured time.
 *
 * @param nanoseconds median of the iterations, for one operation
 * @param spread of the iterations, largest minus smallest over the median
 */
record Timing(double nanoseconds, double spread) {}
