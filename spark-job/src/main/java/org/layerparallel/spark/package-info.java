/** The Spark batch application: its commands, and under them its jobs, which call the kernels and compute nothing. */
package org.layerparallel.spark;
