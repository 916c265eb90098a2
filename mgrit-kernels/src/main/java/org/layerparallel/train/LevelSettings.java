package org.layerparallel.train;

import java.util.Objects;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.StopRule;

/**
 * How one level of the nested iteration is trained.
 *
 * @param iterations optimization iterations, at least 1
 * @param targetAccuracy validation accuracy in [0, 1] that ends the level early; more than 1 for none
 * @param cycle multigrid cycle
 * @param state when a state solve ends
 * @param adjoint when an adjoint solve ends
 * @param firstSolves what holds instead in the level's first iterations
 */
public record LevelSettings(
    int iterations,
    double targetAccuracy,
    CycleSettings cycle,
    StopRule state,
    StopRule adjoint,
    FirstSolves firstSolves) {

  /** No accuracy ends the level early. */
  public static final double NO_TARGET = 2;

  public LevelSettings {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations=" + iterations + ", must be >= 1");
    }
    if (!(targetAccuracy >= 0)) {
      throw new IllegalArgumentException("targetAccuracy=" + targetAccuracy + ", must be >= 0");
    }
    Objects.requireNonNull(cycle, "cycle");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(adjoint, "adjoint");
    Objects.requireNonNull(firstSolves, "firstSolves");
  }
}
