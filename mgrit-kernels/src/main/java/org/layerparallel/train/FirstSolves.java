package org.layerparallel.train;

/**
 * More multigrid cycles for the first iterations of a level, whose states start from zero or a guess: inaccurate solves
 * there give wrong gradients (Cyr, Guenther and Schroder 2019).
 *
 * @param iterations number of optimization iterations it holds for, 0 for none
 * @param maxCycles most cycles a solve
 * @param drop a solve ends earlier when the residual norm is at most {@code drop} times that of the level's first
 *     relaxation; 0 for a fixed number of cycles
 */
public record FirstSolves(int iterations, int maxCycles, double drop) {

  public FirstSolves {
    if (iterations < 0) {
      throw new IllegalArgumentException("iterations=" + iterations + ", must be >= 0");
    }
    if (maxCycles < 1) {
      throw new IllegalArgumentException("maxCycles=" + maxCycles + ", must be >= 1");
    }
    if (!(drop >= 0 && drop < 1)) {
      throw new IllegalArgumentException("drop=" + drop + ", must be in [0, 1)");
    }
  }
}
