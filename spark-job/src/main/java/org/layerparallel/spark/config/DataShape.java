package org.layerparallel.spark.config;

/**
 * What of the data decides the network's two ends.
 *
 * @param features entries of an example
 * @param classes number of classes
 */
public record DataShape(int features, int classes) {}
