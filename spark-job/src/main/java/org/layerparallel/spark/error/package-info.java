/** Errors that are the user's to put right. */
package org.layerparallel.spark.error;
