package org.layerparallel.spark.report;

import java.util.List;

/**
 * What a training asked Spark for.
 *
 * @param total from its beginning to its end
 * @param levels on each nested level that ended, coarsest first; what follows the last one is in none of them
 */
public record RunTraffic(Traffic total, List<LevelTraffic> levels) {

  public RunTraffic {
    levels = List.copyOf(levels);
  }

  /**
   * The same of a nested level.
   *
   * @param total of all iterations, the refinement before them included
   * @param median of an iteration
   * @param iterations of each iteration, in order, the first with what led to it
   */
  public record LevelTraffic(Traffic total, Traffic median, List<Traffic> iterations) {

    /**
     * The traffic of a level.
     *
     * @param iterations of each iteration, in order, the first with what led to it
     * @param rest what followed the last one
     */
    public static LevelTraffic of(List<Traffic> iterations, Traffic rest) {
      Traffic median = iterations.isEmpty() ? Traffic.NONE : Traffic.median(iterations);
      return new LevelTraffic(
          iterations.stream().reduce(rest, Traffic::plus), median, List.copyOf(iterations));
    }
  }
}
