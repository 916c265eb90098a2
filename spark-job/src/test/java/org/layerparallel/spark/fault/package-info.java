/** Faults at chosen moments of a run on a cluster, as a Spark plugin: a jar of its own for driver and executors. */
package org.layerparallel.spark.fault;
