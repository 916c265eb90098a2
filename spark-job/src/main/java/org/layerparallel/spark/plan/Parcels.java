package org.layerparallel.spark.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Broadcast variables that several executors want, as Spark hands them on: an executor has one once it has fetched it,
 * and then others may fetch it there. They go in pieces, so an executor hands on what it has before it has all.
 */
final class Parcels {

  /** Bytes of Spark's pieces. */
  private static final double PIECE = 4 << 20;

  private final Rates rates;
  private final Link driver;
  private final List<Link> executors;
  private final Map<Integer, List<Copy>> copies = new HashMap<>();

  /**
   * A copy.
   *
   * @param executor that has it; -1 for the driver
   * @param begun when others may begin to fetch it
   * @param complete when it is
   */
  private record Copy(int executor, double begun, double complete) {}

  /**
   * Parcels of a job.
   *
   * @param driver its link
   * @param executors theirs
   */
  Parcels(Rates rates, Link driver, List<Link> executors) {
    this.rates = rates;
    this.driver = driver;
    this.executors = executors;
  }

  /** When {@code executor} has a parcel that it wants {@code now}. */
  double fetched(Fetch parcel, int executor, double now) {
    List<Copy> all =
        copies.computeIfAbsent(parcel.number(), number -> new ArrayList<>(List.of(new Copy(-1, 0, 0))));
    Copy best = null;
    double soonest = Double.POSITIVE_INFINITY;
    for (Copy copy : all) {
      if (copy.executor() == executor) {
        return Math.max(now, copy.complete());
      }
      double end = Math.max(Math.max(now, copy.begun()), link(copy).free()) + seconds(copy, parcel.bytes());
      if (end < soonest) {
        soonest = end;
        best = copy;
      }
    }
    double from = Math.max(now, best.begun());
    double begun = Math.max(from, link(best).free()) + seconds(best, Math.min(PIECE, parcel.bytes()));
    double end = link(best).pass(from, seconds(best, parcel.bytes()));
    double complete = Math.max(end, best.complete()) + rates.latency();
    all.add(new Copy(executor, begun + rates.latency(), complete));
    return complete;
  }

  private Link link(Copy copy) {
    return copy.executor() < 0 ? driver : executors.get(copy.executor());
  }

  private double seconds(Copy copy, double bytes) {
    return bytes * (copy.executor() < 0 ? rates.driverByte() : rates.networkByte());
  }
}
