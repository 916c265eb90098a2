/**
 * Trained networks as files: the open safetensors format, which other tools read, and the plain-text design format of
 * the reference figures.
 */
package org.layerparallel.spark.model;
