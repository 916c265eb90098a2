package org.layerparallel.spark.plan;

/**
 * A cluster.
 *
 * @param executors at least 1
 * @param slots tasks that an executor runs at a time, at least 1
 * @param threads of the driver, at least 1
 * @param rates of driver, network and Spark
 */
public record Cluster(int executors, int slots, int threads, Rates rates) {

  public Cluster {
    require("executors", executors);
    require("slots", slots);
    require("threads", threads);
  }

  /** Tasks at a time on all executors. */
  public int allSlots() {
    return Math.multiplyExact(executors, slots);
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + "=" + value + ", must be >= 1");
    }
  }
}
