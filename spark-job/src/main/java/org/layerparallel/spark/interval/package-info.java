/**
 * The execution of {@link org.layerparallel.interval.Intervals} on Spark: placement, transport and recovery of layer
 * intervals, and nothing of multigrid.
 */
package org.layerparallel.spark.interval;
