package org.layerparallel.spark.plan;

/**
 * What a task fetches before it computes.
 *
 * @param from where it is
 * @param number of the parcel or of the executor it is on, where that matters
 * @param bytes of it
 */
record Fetch(From from, int number, double bytes) {

  enum From {
    /** For this task alone. */
    DRIVER,
    /** A parcel that several tasks want: an executor fetches it once, from the driver or from one that has it. */
    ANYONE,
    /** One executor, whose link all pass that want something there. */
    EXECUTOR,
    /** Many executors a little each, so that the task's own executor's link is what all of it passes. */
    MANY
  }

  static Fetch fromDriver(double bytes) {
    return new Fetch(From.DRIVER, 0, bytes);
  }

  static Fetch parcel(int number, double bytes) {
    return new Fetch(From.ANYONE, number, bytes);
  }

  static Fetch fromExecutor(int number, double bytes) {
    return new Fetch(From.EXECUTOR, number, bytes);
  }

  static Fetch fromMany(double bytes) {
    return new Fetch(From.MANY, 0, bytes);
  }
}
