package org.layerparallel.spark.cost;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chooses between this process and Spark: the faster one, where both will do, and this process where both are close.
 * Spark is not even started where it could not be the faster one if its jobs were free.
 *
 * @param forecast of the training
 * @param heapNeed bytes it takes at least in process
 * @param heap most bytes this process may have
 */
public record Chooser(Forecast forecast, double heapNeed, long heap) {

  /** How many times faster Spark must be predicted to be: predictions are no better than that. */
  private static final double AHEAD = 1.25;

  /**
   * The Spark there may be.
   *
   * @param sharesHeap whether its tasks run in this process
   * @param mostSlots most tasks at a time, as far as is known without starting it; {@code Integer.MAX_VALUE} for any
   *     number
   * @param measured starts and measures it
   */
  public record Candidate(boolean sharesHeap, int mostSlots, Supplier<Measured> measured) {}

  /**
   * A Spark that runs.
   *
   * @param slots tasks at a time, at least 1
   * @param times of its jobs
   */
  public record Measured(int slots, JobTimes times) {}

  /** The choice. */
  public Choice choose(Candidate spark) {
    double here = forecast.inProcess();
    if (!spark.sharesHeap() && heapNeed > heap) {
      return new Choice(true, Choice.Reason.MEMORY, here, Optional.empty());
    }
    Choice.OnSpark least = predicted(new Measured(spark.mostSlots(), JobTimes.FREE));
    if (least.seconds() >= here) {
      return new Choice(false, Choice.Reason.TOO_FEW_SLOTS, here, Optional.of(least));
    }
    Choice.OnSpark there = predicted(spark.measured().get());
    boolean onSpark = AHEAD * there.seconds() < here;
    boolean close = !onSpark && there.seconds() < here;
    return new Choice(
        onSpark, close ? Choice.Reason.CLOSE : Choice.Reason.FASTER, here, Optional.of(there));
  }

  private Choice.OnSpark predicted(Measured spark) {
    double seconds = forecast.onSpark(spark.slots(), spark.times());
    return new Choice.OnSpark(seconds, forecast.jobs(spark.slots()), spark.times(), spark.slots());
  }
}
