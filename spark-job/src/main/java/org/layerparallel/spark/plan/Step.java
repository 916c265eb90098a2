package org.layerparallel.spark.plan;

import java.util.List;

/** A step of an iteration; each begins when the one before has ended. */
sealed interface Step {

  /** The driver alone. */
  record Driver(double seconds) implements Step {}

  /**
   * A Spark job.
   *
   * @param writers tasks that write the letters that the others read, before these; 0 where there are no letters
   */
  record Superstep(int writers, List<Task> tasks) implements Step {

    public Superstep {
      tasks = List.copyOf(tasks);
    }

    /** Messages that the driver makes before: of the tasks' own, and parcels. */
    long messages() {
      return tasks.stream()
          .flatMap(task -> task.fetches().stream())
          .filter(fetch -> fetch.bytes() > 0)
          .filter(fetch -> fetch.from() == Fetch.From.DRIVER)
          .count()
          + tasks.stream()
              .flatMap(task -> task.fetches().stream())
              .filter(fetch -> fetch.bytes() > 0 && fetch.from() == Fetch.From.ANYONE)
              .map(Fetch::number)
              .distinct()
              .count();
    }
  }

  /**
   * A task.
   *
   * @param executor that runs it
   * @param fetches in their order; those of no bytes take no time
   * @param part what it computes
   * @param seconds how long
   * @param answer bytes to the driver
   */
  record Task(int executor, List<Fetch> fetches, Part part, double seconds, double answer) {

    public Task {
      fetches = List.copyOf(fetches);
    }
  }
}
