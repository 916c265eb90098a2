package org.layerparallel.optim;

/**
 * How the search direction is made.
 *
 * @param memory number of pairs L-BFGS keeps; 0 is steepest descent
 * @param curvatureSafeguard whether pairs with {@code s.y <= 1e-10 |s| |y|} are left out, so that the inverse Hessian
 *     stays positive definite
 */
public record Direction(int memory, boolean curvatureSafeguard) {

  public Direction {
    if (memory < 0) {
      throw new IllegalArgumentException("memory=" + memory + ", must be >= 0");
    }
  }

  /** The gradient itself. */
  public static Direction steepestDescent() {
    return new Direction(0, true);
  }
}
