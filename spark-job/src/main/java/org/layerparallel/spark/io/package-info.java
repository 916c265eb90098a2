/**
 * Reading and writing files on any Hadoop file system: whole or not at all, and with every failure told as a
 * {@link org.layerparallel.spark.error.UserError}.
 */
package org.layerparallel.spark.io;
