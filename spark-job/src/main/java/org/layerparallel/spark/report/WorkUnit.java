package org.layerparallel.spark.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The unit in which runs are compared: the mean wall time of one iteration on the finest level, trained without nesting
 * (Cyr, Guenther and Schroder 2019).
 *
 * @param seconds its length, positive
 * @param measured whether this run measured it; otherwise it was given
 */
public record WorkUnit(double seconds, boolean measured) {

  public WorkUnit {
    if (!(seconds > 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("seconds=" + seconds + ", must be > 0 and finite");
    }
  }

  /**
   * The unit measured in a run: the mean time from one record to the next on the finest level the run reached, over the
   * iterations in which the ordinary number of cycles held. The first iteration of a level is never among them, as its
   * time has the refinement in it, unless there is no other.
   *
   * @param iterations all iterations of the run, in order, at least one
   * @param firstSolves iterations of the finest level that had more cycles
   */
  public static WorkUnit measure(List<TimedIteration> iterations, int firstSolves) {
    if (iterations.isEmpty()) {
      throw new IllegalArgumentException("no iterations to measure a work unit by");
    }
    int finest = iterations.get(iterations.size() - 1).record().level();
    List<Double> ordinary = new ArrayList<>();
    List<Double> later = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    double before = 0;
    for (TimedIteration iteration : iterations) {
      double duration = iteration.seconds() - before;
      before = iteration.seconds();
      int number = iteration.record().iteration();
      if (iteration.record().level() == finest) {
        all.add(duration);
        if (number >= 1) {
          later.add(duration);
        }
        if (number >= Math.max(1, firstSolves)) {
          ordinary.add(duration);
        }
      }
    }
    List<Double> used = !ordinary.isEmpty() ? ordinary : !later.isEmpty() ? later : all;
    double mean = used.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    // A clock may stand still over a very short run; the history divides by the unit.
    return new WorkUnit(Math.max(mean, 1e-9), true);
  }

  /** The given unit if it is positive, otherwise the measured one. */
  public static WorkUnit of(
      double givenSeconds, List<TimedIteration> iterations, int firstSolves) {
    return givenSeconds > 0
        ? new WorkUnit(givenSeconds, false)
        : measure(iterations, firstSolves);
  }
}
