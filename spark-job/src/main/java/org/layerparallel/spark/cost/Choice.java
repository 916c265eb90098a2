package org.layerparallel.spark.cost;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a training is computed, and why.
 *
 * @param onSpark whether its layer intervals live there
 * @param reason why
 * @param inProcess seconds of an iteration in process, as predicted
 * @param spark the same of Spark; empty where nothing was to be gained by knowing it
 */
public record Choice(boolean onSpark, Reason reason, double inProcess, Optional<OnSpark> spark) {

  /** Why. */
  public enum Reason {
    /** The prediction is the smaller one. */
    FASTER,
    /** Spark's prediction is the smaller one, but not by enough to rely on. */
    CLOSE,
    /** Spark would take longer even if its jobs took no time. */
    TOO_FEW_SLOTS,
    /** The heap of this process is too small to be alone. */
    MEMORY
  }

  /**
   * A prediction for Spark.
   *
   * @param seconds of an iteration
   * @param jobs an iteration
   * @param times of Spark as measured, or those of jobs that are free, which make {@code seconds} the least possible
   * @param slots tasks at a time; {@code Integer.MAX_VALUE} for any number
   */
  public record OnSpark(double seconds, double jobs, JobTimes times, int slots) {

    /** Slots, if it is one number. */
    public Optional<Integer> knownSlots() {
      return Optional.of(slots).filter(number -> number < Integer.MAX_VALUE);
    }
  }

  /** The choice in one line. */
  public String text() {
    String where = onSpark ? "Execution: on Spark; " : "Execution: in process; ";
    return where
        + switch (reason) {
          case MEMORY -> "the heap of this process is too small for all of it, and an iteration would take about "
              + seconds(inProcess) + " here";
          case TOO_FEW_SLOTS -> "an iteration takes about " + seconds(inProcess) + " here, and at least "
              + seconds(spark.orElseThrow().seconds()) + " on " + slots() + " of Spark even if its jobs took no time";
          case FASTER -> both();
          case CLOSE -> both() + ", which is too close to rely on";
        };
  }

  private String both() {
    return "an iteration takes about " + seconds(inProcess) + " here, "
        + seconds(spark.orElseThrow().seconds()) + " on Spark (" + jobs() + ", " + slots() + ")";
  }

  private String jobs() {
    OnSpark there = spark.orElseThrow();
    return String.format(Locale.ROOT, "%.0f jobs of %s", there.jobs(), seconds(there.times().job()));
  }

  private String slots() {
    return spark
        .orElseThrow()
        .knownSlots()
        .map(slots -> slots + (slots == 1 ? " slot" : " slots"))
        .orElse("any number of slots");
  }

  /** Two digits or so: a prediction has no more. */
  private static String seconds(double value) {
    if (value >= 1) {
      return String.format(Locale.ROOT, "%.1f s", value);
    }
    return String.format(Locale.ROOT, value >= 0.01 ? "%.0f ms" : "%.2f ms", 1e3 * value);
  }
}
