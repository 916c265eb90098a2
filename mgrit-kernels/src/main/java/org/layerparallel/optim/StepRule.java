package org.layerparallel.optim;

/** How far to go along the direction. */
public sealed interface StepRule permits StepRule.Backtracking, StepRule.Schedule {

  /** Steps that are known beforehand. */
  sealed interface Schedule extends StepRule permits Fixed, OneOverK {

    /** The step from the weights of iteration {@code k} of a level, from 0. */
    double at(int k);
  }

  /**
   * Backtracking until the Armijo condition {@code J(theta - a p) <= J(theta) - c a g.p} holds.
   *
   * @param initial first trial of a, positive
   * @param reduction factor from one trial to the next, in (0, 1)
   * @param sufficientDecrease c, in [0, 1)
   * @param maxTrials most trials, at least 1
   * @param onFailure what to do when none of them satisfies the condition
   */
  record Backtracking(
      double initial,
      double reduction,
      double sufficientDecrease,
      int maxTrials,
      SearchFailure onFailure)
      implements StepRule {

    public Backtracking {
      requirePositive("initial", initial);
      if (!(reduction > 0 && reduction < 1)) {
        throw new IllegalArgumentException("reduction=" + reduction + ", must be in (0, 1)");
      }
      if (!(sufficientDecrease >= 0 && sufficientDecrease < 1)) {
        throw new IllegalArgumentException(
            "sufficientDecrease=" + sufficientDecrease + ", must be in [0, 1)");
      }
      if (maxTrials < 1) {
        throw new IllegalArgumentException("maxTrials=" + maxTrials + ", must be >= 1");
      }
    }
  }

  /**
   * Always the same step.
   *
   * @param size the step, positive
   */
  record Fixed(double size) implements Schedule {
    public Fixed {
      requirePositive("size", size);
    }

    @Override
    public double at(int k) {
      return size;
    }
  }

  /**
   * {@code first / (k + 1)} in iteration k = 0, 1, ... of a level.
   *
   * @param first step of iteration 0, positive
   */
  record OneOverK(double first) implements Schedule {
    public OneOverK {
      requirePositive("first", first);
    }

    @Override
    public double at(int k) {
      return first / (k + 1);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + "=" + value + ", must be > 0 and finite");
    }
  }
}
