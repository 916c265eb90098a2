package org.layerparallel.optim;

/**
 * Stochastic gradient descent with momentum: {@code v := beta v + g}, {@code theta := theta - a v}. Polyak, USSR
 * Comput. Math. Math. Phys. 4 (1964).
 *
 * @param beta share of the velocity v that stays, in [0, 1); 0 is plain gradient descent
 */
public record Momentum(double beta) implements Averaging {

  public Momentum {
    Decay.require("beta", beta);
  }

  @Override
  public int averages() {
    return 1;
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
    double[] velocity = averages[0];
    for (int i = at; i < at + count; i++) {
      velocity[i] = beta * velocity[i] + gradient[i];
      weights[i] -= rate * velocity[i];
    }
  }
}
