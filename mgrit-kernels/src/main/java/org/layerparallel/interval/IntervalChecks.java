package org.layerparallel.interval;

import java.util.List;

/** What every execution of {@link Intervals} demands of its arguments: all refuse the same, in the same words. */
public final class IntervalChecks {

  private IntervalChecks() {}

  /**
   * Demands an interval to hold.
   *
   * @throws IllegalArgumentException if {@code contents} is empty
   */
  public static void requireContents(List<?> contents) {
    if (contents.isEmpty()) {
      throw new IllegalArgumentException("contents is empty, must have one entry for each interval, at least 1");
    }
  }

  /**
   * Demands one message for each interval.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static void requireMessages(List<?> messages, int intervals) {
    if (messages.size() != intervals) {
      throw new IllegalArgumentException(
          messages.size() + " messages for " + intervals + " intervals, must be one for each");
    }
  }

  /**
   * Demands a number of intervals.
   *
   * @throws IllegalArgumentException if {@code newCount} is less than 1
   */
  public static void requireNewCount(int newCount) {
    if (newCount < 1) {
      throw new IllegalArgumentException("newCount=" + newCount + ", must be >= 1");
    }
  }

  /**
   * Demands that a piece is addressed to an interval that will be there.
   *
   * @throws IllegalArgumentException if {@code target} is not in 0 .. {@code newCount} - 1
   */
  public static void requireTarget(int target, int newCount) {
    if (target < 0 || target >= newCount) {
      throw new IllegalArgumentException(
          "a piece is addressed to interval " + target + ", must be in 0 .. " + (newCount - 1));
    }
  }
}
