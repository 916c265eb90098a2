/**
 * Labelled examples: the peaks problem of Haber and Ruthotto (2017), drawn from a seed; text, CSV, LIBSVM and Parquet
 * files, read through Spark; and pixels of hyperspectral scenes in MAT files.
 */
package org.layerparallel.spark.data;
