/**
 * The report of a training run: what it reached, how it went iteration by iteration, what its time went into, and what
 * the network makes of the data, as one HTML file.
 */
package org.layerparallel.spark.report.training;
