/**
 * The training as a classifier of spark.ml: an estimator whose parameters are the settings, and its model.
 * docs/spark-ml.md shows how they are used.
 */
package org.layerparallel.spark.ml;
