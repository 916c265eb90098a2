package org.layerparallel.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.linalg.Workers;
import org.layerparallel.sweep.Move;
import org.layerparallel.sweep.WeightBlock;

/** Momentum and Adam against their closed forms, and against plain loops on random gradients. */
class AveragingTest {

  private static final double RATE = 0.05;

  /** Of a constant gradient g the velocity is (1 - beta^t) / (1 - beta) g. */
  @Test
  void momentumOfAConstantGradientIsAGeometricSum() {
    Momentum rule = new Momentum(0.8);
    double[] weights = {3};
    double[][] averages = {{0}};
    double expected = 3;
    for (int t = 1; t <= 30; t++) {
      rule.move(RATE, t, new double[] {2}, averages, weights, 0, 1);
      double velocity = 2 * (1 - Math.pow(0.8, t)) / 0.2;
      expected -= RATE * velocity;
      assertEquals(velocity, averages[0][0], 1e-12, "velocity " + t);
      assertEquals(expected, weights[0], 1e-12, "weight " + t);
    }
  }

  /** Corrected for their start, the averages of a constant gradient g are g, g^2: a step is a g / (|g| + epsilon). */
  @Test
  void adamOfAConstantGradientStepsByTheRate() {
    Adam rule = new Adam(0.9, 0.99, 1e-3);
    double[] weights = {1, 1};
    double[][] averages = new double[2][2];
    for (int t = 1; t <= 30; t++) {
      rule.move(RATE, t, new double[] {2, -0.001}, averages, weights, 0, 2);
      assertEquals(1 - t * RATE * 2 / 2.001, weights[0], 1e-12, "first weight " + t);
      assertEquals(1 + t * RATE * 0.5, weights[1], 1e-12, "second weight " + t);
    }
  }

  @Test
  void momentumInBlocksIsThatOfPlainLoops() {
    double[] velocity = new double[PlainWalk.LENGTH];
    PlainWalk.assertSame(
        new Momentum(0.9),
        (t, g, theta) -> {
          for (int i = 0; i < g.length; i++) {
            velocity[i] = 0.9 * velocity[i] + g[i];
            theta[i] = theta[i] - RATE * velocity[i];
          }
        });
  }

  @Test
  void adamInBlocksIsThatOfPlainLoops() {
    double[] m = new double[PlainWalk.LENGTH];
    double[] v = new double[PlainWalk.LENGTH];
    PlainWalk.assertSame(
        new Adam(0.9, 0.999, 1e-8),
        (t, g, theta) -> {
          for (int i = 0; i < g.length; i++) {
            m[i] += 0.1 * (g[i] - m[i]);
            v[i] += 0.001 * (g[i] * g[i] - v[i]);
            double corrected = m[i] / (1 - Math.pow(0.9, t));
            double root = Math.sqrt(v[i] / (1 - Math.pow(0.999, t)));
            theta[i] -= RATE * corrected / (root + 1e-8);
          }
        });
  }

  /** Both ways along the same random gradients. */
  private static final class PlainWalk {

    /** More than two pieces that threads share. */
    static final int LENGTH = 10_000;

    private interface Update {
      void apply(int t, double[] gradient, double[] theta);
    }

    static void assertSame(Averaging rule, Update plain) {
      Random random = new Random(7);
      double[] theta = Sample.normal(random, LENGTH, 1);
      WeightBlock block = WeightBlock.ofEqualLayers(4, LENGTH / 4, theta.clone());
      WeightBlock.Memory none = new WeightBlock.Memory(new int[0], false);
      try (Workers workers = new Workers(2)) {
        for (int t = 1; t <= 20; t++) {
          double[] gradient = Sample.normal(random, LENGTH, 0.1);
          WeightBlock at = block.accepted(gradient, none, workers);
          double[] before = at.weights().clone();
          block = at.moved(new Move(rule, RATE, t), workers);
          assertArrayEquals(before, at.weights(), "a move changes the block it is made of");
          plain.apply(t, gradient, theta);
          Numbers.assertClose(theta, block.candidate(), 1e-12, rule + ", move " + t);
        }
      }
    }
  }

  @Test
  void refusesBadRules() {
    assertMessage("beta=1.0, must be in [0, 1)", () -> new Momentum(1));
    assertMessage("beta=-0.1, must be in [0, 1)", () -> new Momentum(-0.1));
    assertMessage("beta1=NaN, must be in [0, 1)", () -> new Adam(Double.NaN, 0.9, 1e-8));
    assertMessage("beta2=1.5, must be in [0, 1)", () -> new Adam(0.9, 1.5, 1e-8));
    assertMessage("epsilon=0.0, must be > 0 and finite", () -> new Adam(0.9, 0.9, 0));
  }

  private static void assertMessage(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
