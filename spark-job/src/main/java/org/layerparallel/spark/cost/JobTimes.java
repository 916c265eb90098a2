package org.layerparallel.spark.cost;

/**
 * What Spark takes beside the tasks' own computation, in seconds.
 *
 * @param job a job whose messages and results are small
 * @param perByte a byte of a message or of a result, either way through the driver
 */
public record JobTimes(double job, double perByte) {

  /** Nothing at all: the least Spark could take. */
  public static final JobTimes FREE = new JobTimes(0, 0);
}
