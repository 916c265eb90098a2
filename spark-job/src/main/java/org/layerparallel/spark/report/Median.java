package org.layerparallel.spark.report;

import java.util.List;

/** What an ordinary iteration of a level took. */
final class Median {

  private Median() {}

  /**
   * The median over the iterations of a level, of two middle ones the lower. The first iteration is left out unless it
   * is the only one, as the refinement is in it.
   *
   * @param iterations a value for each, in order, at least one
   */
  static <T extends Comparable<T>> T of(List<T> iterations) {
    if (iterations.isEmpty()) {
      throw new IllegalArgumentException("no iterations to take a median of");
    }
    List<T> ordinary =
        iterations.size() > 1 ? iterations.subList(1, iterations.size()) : iterations;
    return ordinary.stream().sorted().toList().get((ordinary.size() - 1) / 2);
  }
}
