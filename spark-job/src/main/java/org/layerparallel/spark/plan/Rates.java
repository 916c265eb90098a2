package org.layerparallel.spark.plan;

/**
 * What a cluster takes beside the tasks' own computation, in seconds.
 *
 * @param job a job, however few tasks it has
 * @param task each task more, for the driver, which launches one after the other
 * @param message each message of a job that is more than a few numbers, for the driver, which makes a broadcast
 *     variable of it
 * @param driverByte a byte to or from the driver, serialization included
 * @param networkByte a byte from one executor to another, the same
 * @param latency a fetch, however small
 */
public record Rates(
    double job, double task, double message, double driverByte, double networkByte, double latency) {

  /** Of no cluster in particular: machines with 10 Gbit/s, and Spark as it is on a warm driver. */
  public static final Rates TYPICAL = new Rates(10e-3, 0.2e-3, 1e-3, 2e-9, 1.5e-9, 0.5e-3);

  public Rates {
    require("job", job);
    require("task", task);
    require("message", message);
    require("driverByte", driverByte);
    require("networkByte", networkByte);
    require("latency", latency);
  }

  /** The same with bytes that take at least so many seconds each: those of a slower network. */
  public Rates withBytesOf(double secondsPerByte) {
    return new Rates(
        job,
        task,
        message,
        Math.max(secondsPerByte, driverByte),
        Math.max(secondsPerByte, networkByte),
        latency);
  }

  private static void require(String name, double seconds) {
    if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + "=" + seconds + ", must be >= 0 and finite");
    }
  }
}
