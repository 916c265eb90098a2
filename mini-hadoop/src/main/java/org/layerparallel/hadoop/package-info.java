/** A small Hadoop cluster, HDFS and YARN, to test on. */
package org.layerparallel.hadoop;
