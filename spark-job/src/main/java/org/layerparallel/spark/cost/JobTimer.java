package org.layerparallel.spark.cost;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.layerparallel.interval.IntervalStep.Advanced;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsFactory;

/** Measures supersteps that compute nothing: first with nothing to tell either, then with messages that come back. */
public final class JobTimer {

  /** Before these Spark's own code is loaded and compiled. */
  private static final int WARM_UP = 20;

  private static final int ROUNDS = 15;
  private static final int WARM_UP_WITH_BYTES = 2;
  private static final int ROUNDS_WITH_BYTES = 5;

  /** More would measure the same, and take its time and memory. */
  private static final double MOST_BYTES = 16e6;

  /** A message must be told from none. */
  private static final double LEAST_BYTES = 1e5;

  private final Intervals<Integer> intervals;

  private JobTimer(Intervals<Integer> intervals) {
    this.intervals = intervals;
  }

  /**
   * Measures.
   *
   * @param count intervals, at least 1
   * @param bytes that all messages and all results of a job have together
   */
  public static JobTimes measure(IntervalsFactory execution, int count, double bytes) {
    try (Intervals<Integer> intervals = execution.create(Collections.nCopies(count, 0))) {
      intervals.narration().group("measuring Spark's jobs");
      JobTimer timer = new JobTimer(intervals);
      double told = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, bytes)) / 2;
      int length = (int) Math.ceil(told / Double.BYTES / count);
      double job = timer.median(Collections.nCopies(count, 0), WARM_UP, ROUNDS);
      List<double[]> messages = Stream.generate(() -> new double[length]).limit(count).toList();
      double full = timer.median(messages, WARM_UP_WITH_BYTES, ROUNDS_WITH_BYTES);
      double sent = 2.0 * count * length * Double.BYTES;
      return new JobTimes(job, Math.max(0, full - job) / sent);
    }
  }

  /**
   * Median seconds of a job, after {@link #measure} has warmed up Spark.
   *
   * @param count intervals, at least 1
   * @param length numbers in the message of each; its result is nothing
   */
  public static double job(IntervalsFactory execution, int count, int length) {
    try (Intervals<Integer> intervals = execution.create(Collections.nCopies(count, 0))) {
      intervals.narration().group("measuring Spark's jobs");
      List<double[]> messages = Stream.generate(() -> new double[length]).limit(count).toList();
      return median(
          WARM_UP_WITH_BYTES,
          ROUNDS_WITH_BYTES,
          () ->
              intervals.<double[], Integer>advance(
                  (content, message, workers) -> new Advanced<>(content, 0), messages));
    }
  }

  /** Median seconds of a superstep whose messages are its results. */
  private <M extends Serializable> double median(List<M> messages, int warmUp, int rounds) {
    return median(
        warmUp,
        rounds,
        () -> intervals.<M, M>advance((content, message, workers) -> new Advanced<>(content, message), messages));
  }

  /** Median seconds of what is done again and again. */
  static double median(int warmUp, int rounds, Runnable round) {
    double[] seconds = new double[rounds];
    for (int i = -warmUp; i < rounds; i++) {
      long before = System.nanoTime();
      round.run();
      if (i >= 0) {
        seconds[i] = 1e-9 * (System.nanoTime() - before);
      }
    }
    Arrays.sort(seconds);
    return seconds[rounds / 2];
  }
}
