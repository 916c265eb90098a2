package org.layerparallel.mgrit;

/**
 * When a multigrid solve ends: after {@code maxCycles}, or before, as soon as the residual norm is at most
 * {@code absTol}, or at most {@code relTol} times the first residual norm of the solve.
 *
 * @param maxCycles most cycles, at least 1
 * @param absTol absolute tolerance, 0 for none
 * @param relTol relative tolerance, 0 for none
 */
public record StopRule(int maxCycles, double absTol, double relTol) {

  public StopRule {
    if (maxCycles < 1) {
      throw new IllegalArgumentException("maxCycles=" + maxCycles + ", must be >= 1");
    }
    if (!(absTol >= 0) || !(relTol >= 0)) {
      throw new IllegalArgumentException(
          "absTol=" + absTol + ", relTol=" + relTol + ", both must be >= 0");
    }
  }

  /** Ends after exactly {@code cycles} cycles. */
  public static StopRule cycles(int cycles) {
    return new StopRule(cycles, 0, 0);
  }

  /** Whether a residual norm can end a solve. */
  boolean hasTolerance() {
    return absTol > 0 || relTol > 0;
  }

  /**
   * Whether a residual norm is small enough, given the first one of the solve. Without a tolerance not even zero is, as
   * the norm says nothing of validation examples.
   */
  public boolean met(double norm, double first) {
    return absTol > 0 && norm <= absTol || relTol > 0 && norm <= relTol * first;
  }
}
