package org.layerparallel.spark.cost;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.layerparallel.interval.IntervalCut.Addressed;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsFactory;

/** Measures what intervals send each other. */
public final class ExchangeTimer {

  private static final int WARM_UP = 1;
  private static final int ROUNDS = 3;

  private ExchangeTimer() {}

  /**
   * Seconds of a byte that goes from an interval to the next one, all of them sending at a time, by what {@code length}
   * numbers each take more than one number each.
   *
   * @param count intervals, at least 2
   */
  public static double perByte(IntervalsFactory execution, int count, int length) {
    double none = seconds(execution, count, 1);
    double full = seconds(execution, count, length);
    return Math.max(0, full - none) / ((double) Double.BYTES * count * (length - 1));
  }

  private static double seconds(IntervalsFactory execution, int count, int length) {
    List<double[]> contents = Stream.generate(() -> new double[length]).limit(count).toList();
    List<Integer> next = IntStream.range(0, count).mapToObj(i -> (i + 1) % count).toList();
    try (Intervals<double[]> intervals = execution.create(contents)) {
      intervals.narration().group("measuring what intervals send each other");
      return JobTimer.median(
          WARM_UP,
          ROUNDS,
          () ->
              intervals.<Integer, double[]>regroup(
                  count,
                  (content, target) -> List.of(new Addressed<>(target, content)),
                  next,
                  (interval, pieces) -> pieces.get(0)));
    }
  }
}
