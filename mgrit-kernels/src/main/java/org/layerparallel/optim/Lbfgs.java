package org.layerparallel.optim;

/**
 * L-BFGS, whose pairs belong to an objective of all examples.
 *
 * @param memory number of pairs it keeps; 0 is steepest descent
 * @param curvatureSafeguard whether pairs with {@code s.y <= 1e-10 |s| |y|} are left out, so that the inverse Hessian
 *     stays positive definite
 */
public record Lbfgs(int memory, boolean curvatureSafeguard) implements Direction {

  public Lbfgs {
    if (memory < 0) {
      throw new IllegalArgumentException("memory=" + memory + ", must be >= 0");
    }
  }

  /** The gradient itself. */
  public static Lbfgs steepestDescent() {
    return new Lbfgs(0, true);
  }
}
