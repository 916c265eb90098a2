/**
 * What a training run tells: progress while it goes on; afterwards history, tables of classes, pictures and summary, in
 * an output directory that appears only when it is whole.
 */
package org.layerparallel.spark.report;
