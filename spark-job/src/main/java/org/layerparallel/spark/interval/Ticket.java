package org.layerparallel.spark.interval;

import java.io.Serializable;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands for an object of this process on its way through Spark, which serializes all that passes between driver and
 * tasks even where both are threads of one process. Only for local masters.
 *
 * @param process which process; objects of another cannot be had
 * @param number of the object in it
 */
record Ticket(UUID process, long number) implements Serializable {

  private static final UUID THIS_PROCESS = UUID.randomUUID();
  private static final AtomicLong ISSUED = new AtomicLong();
  private static final ConcurrentMap<Long, Object> OBJECTS = new ConcurrentHashMap<>();

  /** A ticket for {@code object}, which is held until the ticket is void. */
  static Ticket of(Object object) {
    Ticket ticket = new Ticket(THIS_PROCESS, ISSUED.incrementAndGet());
    OBJECTS.put(ticket.number, object);
    return ticket;
  }

  /** The object; null if the ticket is void. */
  Object object() {
    if (!process.equals(THIS_PROCESS)) {
      throw new IllegalStateException(
          "an object of the driver's process was asked for in another; execution.share-memory = false helps");
    }
    return OBJECTS.get(number);
  }

  /** Lets go of the object. */
  void makeVoid() {
    OBJECTS.remove(number);
  }

  /** Number of objects held. */
  static int held() {
    return OBJECTS.size();
  }
}
