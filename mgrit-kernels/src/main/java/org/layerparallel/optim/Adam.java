package org.layerparallel.optim;

/**
 * Adam: averages {@code m := beta1 m + (1 - beta1) g} and {@code v := beta2 v + (1 - beta2) g^2}, and, with what
 * corrects their start from zero, {@code theta := theta - a (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)}
 * in move t. Kingma and Ba, ICLR 2015, algorithm 1.
 *
 * @param beta1 share of m that stays, in [0, 1)
 * @param beta2 share of v that stays, in [0, 1)
 * @param epsilon keeps the quotient finite where gradients vanish; positive
 */
public record Adam(double beta1, double beta2, double epsilon) implements Averaging {

  public Adam {
    Decay.require("beta1", beta1);
    Decay.require("beta2", beta2);
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException("epsilon=" + epsilon + ", must be > 0 and finite");
    }
  }

  @Override
  public int averages() {
    return 2;
  }

  @Override
  public void move(
      double rate,
      int number,
      double[] gradient,
      double[][] averages,
      double[] weights,
      int at,
      int count) {
    double[] m = averages[0];
    double[] v = averages[1];
    // Powers of the strict library have the same bits on every machine.
    double first = 1 - StrictMath.pow(beta1, number);
    double second = 1 - StrictMath.pow(beta2, number);
    for (int i = at; i < at + count; i++) {
      double g = gradient[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      v[i] = beta2 * v[i] + (1 - beta2) * (g * g);
      weights[i] -= rate * (m[i] / first) / (Math.sqrt(v[i] / second) + epsilon);
    }
  }
}
