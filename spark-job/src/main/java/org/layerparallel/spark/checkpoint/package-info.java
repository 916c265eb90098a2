/**
 * Checkpoints of a training: what it takes to go on, in files without serialized objects, whole and checked or not there
 * at all. docs/checkpoints.md specifies the format.
 */
package org.layerparallel.spark.checkpoint;
