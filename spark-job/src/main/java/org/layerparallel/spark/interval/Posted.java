package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SizeEstimator;

/**
 * Values on their way to the intervals: one broadcast variable each, so that an executor fetches only what its own
 * intervals need. Intervals that are sent the same object share one. A value of a few numbers travels with the tasks'
 * code instead, since a broadcast variable costs about a millisecond however small it is; and within one process nothing
 * is sent but {@link Ticket}s.
 *
 * @param <M> type of the values
 */
final class Posted<M extends Serializable> implements Serializable {

  private static final long serialVersionUID = 1;

  /** All small values go to all executors, as often as the lineage is sent: so they must be small indeed. */
  private static final long MOST_INLINE_BYTES = 1024;

  /** A broadcast variable, a ticket, or the value itself. */
  private final Serializable[] parcels;

  private Posted(Serializable[] parcels) {
    this.parcels = parcels;
  }

  /**
   * Posts one value to each interval, in order.
   *
   * @param shared whether the tasks run in this process
   */
  static <M extends Serializable> Posted<M> send(
      JavaSparkContext context, List<M> values, boolean shared) {
    Map<M, Serializable> sent = new IdentityHashMap<>();
    return new Posted<>(values.stream()
        .map(value -> sent.computeIfAbsent(value, v -> parcel(context, v, shared)))
        .toArray(Serializable[]::new));
  }

  /** The value for {@code interval}; called by its task. */
  @SuppressWarnings("unchecked")
  M at(int interval) {
    Serializable parcel = parcels[interval];
    if (parcel instanceof Ticket ticket) {
      return (M) ticket.object();
    }
    return parcel instanceof Broadcast<?> broadcast ? (M) broadcast.value() : (M) parcel;
  }

  /** Frees the values everywhere, without waiting for it; no task may ask for them again. */
  void destroy() {
    Set<Serializable> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Serializable parcel : parcels) {
      if (parcel instanceof Broadcast<?> broadcast && distinct.add(parcel)) {
        broadcast.destroy();
      } else if (parcel instanceof Ticket ticket) {
        ticket.makeVoid();
      }
    }
  }

  private static Serializable parcel(
      JavaSparkContext context, Serializable value, boolean shared) {
    if (shared && value != null) {
      return Ticket.of(value);
    }
    boolean small = value == null || SizeEstimator.estimate(value) <= MOST_INLINE_BYTES;
    return small ? value : context.broadcast(value);
  }
}
