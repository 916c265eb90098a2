package org.layerparallel.spark.fault;

import java.util.regex.Pattern;

/**
 * What is to be killed, and when.
 *
 * @param name unique in a run
 * @param victim what is killed
 * @param count how many, all at the same time
 * @param moment matches the job's description and, but for an idle executor, its task, as in {@code level 0,
 *     iteration 3 of 9: gradient; interval 2}
 */
public record Fault(String name, Victim victim, int count, String moment) {

  /** What can be killed. */
  public enum Victim {
    /** An executor, as it begins the task. */
    EXECUTOR,
    /** The worker whose executor begins the task. */
    WORKER,
    /** An executor that computed, after the job and before the next one begins. */
    IDLE_EXECUTOR
  }

  /** {@code text} as {@link #toString} writes it. */
  static Fault parse(String text) {
    String[] parts = text.split("\t");
    return new Fault(parts[0], Victim.valueOf(parts[1]), Integer.parseInt(parts[2]), parts[3]);
  }

  boolean isNow(String place) {
    return Pattern.matches(moment, place);
  }

  @Override
  public String toString() {
    return String.join("\t", name, victim.name(), "" + count, moment);
  }
}
