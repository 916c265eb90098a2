/**
 * The job's configuration: one HOCON file with every setting and its default ({@code layer-parallel.conf}), a user's
 * file over it, single settings from the command line over both; read and checked as a whole before anything runs.
 */
package org.layerparallel.spark.config;
