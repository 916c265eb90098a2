/** The jobs behind the commands: they load what the settings name, let the kernels work, and write what comes out. */
package org.layerparallel.spark.job;
