/** A user's program on a cluster: a jar of its own beside the application's. */
package org.layerparallel.spark.program;
