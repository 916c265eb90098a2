/**
 * Labelled examples: the peaks problem of Haber and Ruthotto (2017), drawn from a seed, and text files read through
 * Spark.
 */
package org.layerparallel.spark.data;
