package org.layerparallel.spark.cost;

/**
 * What the kernels take on one thread of a machine, in seconds.
 *
 * @param layerStep one layer step of one example; see {@link IterationWork}
 * @param classification classification of one example with its loss's derivative
 */
public record StepTimes(double layerStep, double classification) {}
