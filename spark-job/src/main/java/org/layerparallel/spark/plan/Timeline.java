package org.layerparallel.spark.plan;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Events in the order of their times; of several at the same time the one that was told first. */
final class Timeline {

  private record Event(double at, long number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
  private double now;
  private long told;

  /** Seconds since the beginning. */
  double now() {
    return now;
  }

  /** Lets {@code action} happen at {@code time}, which is not past. */
  void at(double time, Runnable action) {
    if (!(time >= now)) {
      throw new IllegalArgumentException("time=" + time + ", must be >= " + now);
    }
    events.add(new Event(time, told++, action));
  }

  /** Lets all happen that is told, until there is nothing left. */
  void run() {
    for (Event next = events.poll(); next != null; next = events.poll()) {
      now = next.at();
      next.action().run();
    }
  }
}
