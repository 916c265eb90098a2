package org.layerparallel.interval;

import java.util.function.Supplier;

/**
 * What the next superstep is for, in words, for those who watch a run. The solver says it, each part of it what it
 * knows; an execution that shows it puts it together. Nothing depends on it. For the thread that calls the supersteps.
 */
public final class Narration {

  private String group = "";
  private String place = "";
  private String work = "";
  private int cycle;

  /** A stretch of a run begins, such as {@code level 1 (32 layers)}. */
  public void group(String next) {
    group = next;
    place(next);
  }

  /** Where in the run the next supersteps are, such as {@code level 1, iteration 17 of 125, trial 1}. */
  public void place(String next) {
    place = next;
    work = "";
    cycle = 0;
  }

  /** A solve begins, whose cycles count from 1. */
  public void solve() {
    cycle = 0;
  }

  /**
   * A sweep of a relaxation; the first one begins a cycle.
   *
   * @param equation what is relaxed
   * @param number 0 for the F-relaxation, then the number of the CF-relaxation
   */
  public void sweep(String equation, int number) {
    cycle += number == 0 ? 1 : 0;
    String kind = number == 0 ? "F-relaxation" : "CF-relaxation " + number;
    work = "cycle " + cycle + ", " + kind + " of " + equation;
  }

  /** Any other superstep. */
  public void step(String next) {
    work = next;
  }

  /** A superstep for which another one waits, whose words come back after it. */
  public <T> T before(String step, Supplier<T> superstep) {
    String waiting = work;
    work = step;
    try {
      return superstep.get();
    } finally {
      work = waiting;
    }
  }

  /** The stretch of the run; empty if none was told. */
  public String group() {
    return group;
  }

  /** The superstep; empty if nothing was told. */
  public String text() {
    return place.isEmpty() || work.isEmpty() ? place + work : place + ": " + work;
  }
}
