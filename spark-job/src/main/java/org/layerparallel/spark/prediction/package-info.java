/**
 * Predictions of a trained network for files of any size: Spark's tasks read, propagate and write a block of examples
 * at a time, and the driver holds none of them. The model is read by the driver and broadcast once.
 */
package org.layerparallel.spark.prediction;
