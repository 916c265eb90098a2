package org.layerparallel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.SerialNetwork;

class ActivationTest {

  static List<Activation> all() {
    return List.of(new SmoothedRelu(0.1), new SmoothedRelu(2), new Relu(), new Tanh());
  }

  @ParameterizedTest
  @MethodSource("all")
  void scalarMethodsFollowTheDefinition(Activation activation) {
    for (double x : arguments()) {
      double scale = Math.max(1, Math.abs(x));
      assertEquals(
          SerialNetwork.sigma(activation, x), activation.value(x), 1e-14 * scale, "sigma(" + x + ")");
      // The clamped argument of the branch-free form is rounded to the last bit of x, over eta.
      assertEquals(
          SerialNetwork.slope(activation, x), activation.derivative(x), 1e-14 * scale, "sigma'(" + x + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void arrayMethodsAreTheScalarOnesBitByBit(Activation activation) {
    double[] z = arguments();
    double[] u = new Random(6).doubles(z.length).toArray();
    double[] out = new double[z.length];
    double[] slope = new double[z.length];
    activation.step(0.3, z, 2, u, 1, out, 3, z.length - 5);
    activation.slope(z, 2, slope, 3, z.length - 5);
    for (int i = 0; i < z.length - 5; i++) {
      double x = z[2 + i];
      assertEquals(u[1 + i] + 0.3 * activation.value(x), out[3 + i], "step at " + x);
      assertEquals(activation.derivative(x), slope[3 + i], "slope at " + x);
    }
    assertEquals(0, out[2] + out[z.length - 2] + slope[2] + slope[z.length - 2], "written outside");

    double[] inPlace = z.clone();
    activation.slope(inPlace, 0, inPlace, 0, z.length);
    double[] apart = new double[z.length];
    activation.slope(z, 0, apart, 0, z.length);
    assertEquals(Arrays.toString(apart), Arrays.toString(inPlace), "in place");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 3})
  void smoothedReluIsContinuouslyDifferentiable(double eta) {
    SmoothedRelu sigma = new SmoothedRelu(eta);
    for (double kink : new double[] {-eta, eta}) {
      double apart = 1e-9 * eta;
      double left = kink - apart;
      double right = kink + apart;
      assertEquals(sigma.value(left), sigma.value(right), 3 * apart, "value at " + kink);
      // The second derivative is 1 / (2 eta).
      assertEquals(sigma.derivative(left), sigma.derivative(right), 2e-9, "slope at " + kink);
    }
    assertEquals(0, sigma.value(-eta), 1e-16 * eta);
    assertEquals(eta, sigma.value(eta), 1e-15 * eta);
    assertEquals(eta / 4, sigma.value(0), 1e-16 * eta);
    assertEquals(0.5, sigma.derivative(0));
  }

  @Test
  void reluHasDerivativeZeroAtZero() {
    assertEquals(0, new Relu().derivative(0));
    assertEquals(0, new Relu().value(-3));
    assertEquals(3, new Relu().value(3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void smoothedReluRefusesABadEta(double eta) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new SmoothedRelu(eta));
    assertEquals("eta=" + eta + ", must be > 0 and finite", refused.getMessage());
  }

  private static double[] arguments() {
    return DoubleStream.concat(
            DoubleStream.of(0.1, -0.1, 0, -0.0, 2, -2, 0.05, -0.05, 50, -50, 1e-12, -1e-12),
            new Random(5).doubles(300, -3, 3))
        .toArray();
  }
}
