/** Errors told in one line, without a stack trace: those the user can mend, and those of the world around a run. */
package org.layerparallel.spark.error;
