/** Errors the user can mend: bad input, reported in one line without a stack trace. */
package org.layerparallel.spark.error;
