package org.layerparallel.spark.plan;

import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.spark.cost.ExchangeTimer;
import org.layerparallel.spark.cost.JobTimer;
import org.layerparallel.spark.cost.JobTimes;

/**
 * Measures a cluster's rates by jobs that compute nothing: of few and of many tasks, with messages of nothing, of
 * little and of much.
 */
public final class RatesTimer {

  private static final int FEW = 2;

  /** So that what a task takes is told from what a job takes. */
  private static final int MANY = 128;

  /** More numbers than travel with a task. */
  private static final int LITTLE = 1000;

  private static final double MUCH_BYTES = 16e6;
  private static final int MUCH = 1_000_000;

  private RatesTimer() {}

  /** Measures, within some seconds. */
  public static Rates measure(IntervalsFactory execution) {
    JobTimes warm = JobTimer.measure(execution, FEW, MUCH_BYTES);
    double few = JobTimer.job(execution, FEW, 0);
    double many = JobTimer.job(execution, MANY, 0);
    double task = Math.max(0, many - few) / (MANY - FEW);
    double fewTold = JobTimer.job(execution, FEW, LITTLE) - few;
    double manyTold = JobTimer.job(execution, MANY, LITTLE) - many;
    double message = Math.max(0, manyTold - fewTold) / (MANY - FEW);
    return new Rates(
        Math.max(0, few - FEW * task),
        task,
        message,
        warm.perByte(),
        ExchangeTimer.perByte(execution, FEW, MUCH),
        Math.max(0, fewTold - FEW * message));
  }
}
