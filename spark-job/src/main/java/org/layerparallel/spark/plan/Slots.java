package org.layerparallel.spark.plan;

import java.util.ArrayDeque;
import java.util.Queue;

/** The slots of an executor, for which tasks wait in the order in which they come. */
final class Slots {

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Slots(int count) {
    this.free = count;
  }

  /** Runs {@code task} as soon as a slot is free. */
  void take(Runnable task) {
    if (free > 0) {
      free--;
      task.run();
    } else {
      waiting.add(task);
    }
  }

  /** Gives a slot to the next one. */
  void release() {
    Runnable next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      next.run();
    }
  }
}
