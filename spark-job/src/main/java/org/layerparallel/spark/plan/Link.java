package org.layerparallel.spark.plan;

/** One way through which everything goes one after the other, in the order in which it comes. */
final class Link {

  private double free;

  /** When something is through that comes {@code now} and takes {@code seconds}. */
  double pass(double now, double seconds) {
    free = Math.max(now, free) + seconds;
    return free;
  }

  /** When it is free. */
  double free() {
    return free;
  }
}
