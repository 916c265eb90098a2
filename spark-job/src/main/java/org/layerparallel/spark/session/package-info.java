/** The Spark session of a command, with the settings that many short jobs on arrays of numbers want. */
package org.layerparallel.spark.session;
