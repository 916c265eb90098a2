package org.layerparallel.spark.cost;

/**
 * Seconds of an iteration. Layer intervals are shared out among threads or slots; coarse levels among the driver's
 * threads, by examples; both ends of the network are one thread's.
 *
 * @param work of the iteration
 * @param times of the kernels, on the driver as on executors
 * @param threads of the driver, at least 1
 */
public record IterationTime(IterationWork work, StepTimes times, int threads) {

  public IterationTime {
    requirePositive("threads", threads);
  }

  /**
   * In process, where threads share the intervals, or the examples of an only one.
   *
   * @param intervals layer intervals wanted, at least 1
   */
  public double inProcess(int intervals) {
    requirePositive("intervals", intervals);
    int count = count(intervals);
    double layers = count == 1 ? (double) work.layers() / threads : layersInTurn(count, threads);
    double serial = count == 1 ? (double) work.layers() / threads : work.layers();
    return swept(layers, serial) + driver();
  }

  /**
   * On Spark.
   *
   * @param intervals layer intervals wanted, at least 1
   * @param slots tasks that run at a time, at least 1
   * @param jobs what Spark takes
   */
  public double onSpark(int intervals, int slots, JobTimes jobs) {
    requirePositive("intervals", intervals);
    requirePositive("slots", slots);
    int count = count(intervals);
    return swept(layersInTurn(count, slots), work.layers())
        + driver()
        + jobs(intervals) * jobs.job()
        + work.bytes() * jobs.perByte();
  }

  /** Spark jobs in it. */
  public int jobs(int intervals) {
    return work.supersteps() + work.serialSweeps() * count(intervals);
  }

  private int count(int wanted) {
    return Math.min(wanted, work.coarseIntervals());
  }

  /** Layers that the busiest of so many slots goes through, one after the other. */
  private double layersInTurn(int intervals, int slots) {
    double longest = Math.ceil((double) work.coarseIntervals() / intervals) * work.layers() / work.coarseIntervals();
    return Math.min(work.layers(), Math.ceil((double) intervals / slots) * longest);
  }

  private double swept(double layers, double serialLayers) {
    return times.layerStep() * (work.sweepSteps() * layers + work.serialSteps() * serialLayers);
  }

  private double driver() {
    return times.layerStep() * work.coarseSteps() / threads + times.classification() * work.classifications();
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + "=" + value + ", must be >= 1");
    }
  }
}
