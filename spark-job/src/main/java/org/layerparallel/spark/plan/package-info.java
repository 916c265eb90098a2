/**
 * What an iteration takes on a cluster that need not be there: its supersteps as tasks with bytes and seconds, and a
 * discrete-event simulation of driver, links and executors that runs them. Knows no Spark. docs/scaling.md.
 */
package org.layerparallel.spark.plan;
