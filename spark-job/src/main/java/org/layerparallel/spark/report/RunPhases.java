package org.layerparallel.spark.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What the time of a run went into.
 *
 * @param levels each nested level that ended, coarsest first; what follows the last one is in none of them
 */
public record RunPhases(List<LevelPhases> levels) {

  public RunPhases {
    levels = List.copyOf(levels);
  }

  /**
   * The same of a nested level.
   *
   * @param total from the end of the level before, refinement included
   * @param iterations from each record to the next; the first from the end of the level before
   */
  public record LevelPhases(Phases total, List<Phases> iterations) {

    public LevelPhases {
      iterations = List.copyOf(iterations);
    }

    /**
     * The phases of a level.
     *
     * @param wall seconds of each iteration, and of what followed the last one
     * @param supersteps what of each the supersteps took, as long
     * @param compute what of each the computing took, as long
     */
    public static LevelPhases of(List<Double> wall, List<Double> supersteps, List<Double> compute) {
      List<Phases> all = new ArrayList<>();
      for (int i = 0; i < wall.size(); i++) {
        all.add(Phases.of(wall.get(i), supersteps.get(i), compute.get(i)));
      }
      double computed = all.stream().mapToDouble(Phases::compute).sum();
      double spark = all.stream().mapToDouble(Phases::spark).sum();
      double driver = all.stream().mapToDouble(Phases::driver).sum();
      return new LevelPhases(new Phases(computed, spark, driver), all.subList(0, all.size() - 1));
    }
  }
}
