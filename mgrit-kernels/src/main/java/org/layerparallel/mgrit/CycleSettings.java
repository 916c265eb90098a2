package org.layerparallel.mgrit;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What a multigrid cycle over the layers does.
 *
 * @param kind V or F
 * @param coarsening coarsening factor from level 0 to 1, from 1 to 2, ...; each at least 2; the last holds for all
 *     deeper levels
 * @param cfRelaxations number of CF-relaxations after the F-relaxation on level 0, 1, ...: 0 is F, 1 is FCF, 2 is
 *     FCFCF; the last holds for all deeper levels
 * @param maxLevels most levels, the finest included, at least 2
 * @param minCoarseSteps a level is coarsened only if the coarser one has at least this many steps, at least 1
 * @param skipFirstDown whether the first cycle of a cold solve does no work on its way down: the coarsest grid's
 *     solution becomes the initial guess
 */
public record CycleSettings(
    CycleKind kind,
    List<Integer> coarsening,
    List<Integer> cfRelaxations,
    int maxLevels,
    int minCoarseSteps,
    boolean skipFirstDown)
    implements Serializable {

  public CycleSettings {
    Objects.requireNonNull(kind, "kind");
    coarsening = requireEach("coarsening", coarsening, 2);
    cfRelaxations = requireEach("cfRelaxations", cfRelaxations, 0);
    if (maxLevels < 2) {
      throw new IllegalArgumentException("maxLevels=" + maxLevels + ", must be >= 2");
    }
    if (minCoarseSteps < 1) {
      throw new IllegalArgumentException("minCoarseSteps=" + minCoarseSteps + ", must be >= 1");
    }
  }

  /** Coarsening factor from {@code level} to the next coarser one. */
  public int coarseningAt(int level) {
    return coarsening.get(Math.min(level, coarsening.size() - 1));
  }

  /** CF-relaxations after the F-relaxation on {@code level}. */
  public int cfRelaxationsAt(int level) {
    return cfRelaxations.get(Math.min(level, cfRelaxations.size() - 1));
  }

  private static List<Integer> requireEach(String name, List<Integer> values, int least) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + " is empty, must have at least one entry");
    }
    for (int level = 0; level < values.size(); level++) {
      if (values.get(level) < least) {
        throw new IllegalArgumentException(
            name + "[" + level + "]=" + values.get(level) + ", must be >= " + least);
      }
    }
    return List.copyOf(values);
  }
}
