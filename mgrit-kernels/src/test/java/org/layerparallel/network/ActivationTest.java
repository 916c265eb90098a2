package org.layerparallel.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    double[] outToo = new double[z.length];
    double[] slopeToo = new double[z.length];
    double b = 0.01;
    int count = z.length - 5;
    activation.step(0.3, b, z.clone(), u, out, 2, count);
    activation.slope(b, z.clone(), slope, 2, count);
    activation.stepWithSlope(0.3, b, z.clone(), u, outToo, slopeToo, 2, count);
    assertArrayEquals(out, outToo, "step with slope");
    assertArrayEquals(slope, slopeToo, "slope with step");
    for (int i = 2; i < 2 + count; i++) {
      double x = z[i] + b;
      assertEquals(u[i] + 0.3 * activation.value(x), out[i], "step at " + x);
      assertEquals(activation.derivative(x), slope[i], "slope at " + x);
    }
    assertEquals(0, out[1] + out[2 + count] + slope[1] + slope[2 + count], "written outside");

    double[] inPlace = z.clone();
    activation.slope(b, inPlace, inPlace, 2, count);
    assertArrayEquals(
        Arrays.copyOfRange(slope, 2, 2 + count),
        Arrays.copyOfRange(inPlace, 2, 2 + count),
        "slope in place");
    double[] stepped = u.clone();
    activation.step(0.3, b, z.clone(), stepped, stepped, 2, count);
    assertArrayEquals(
        Arrays.copyOfRange(out, 2, 2 + count),
        Arrays.copyOfRange(stepped, 2, 2 + count),
        "step in place");
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
  void tanhIsWithinOnePartInTenToTheFifteen() {
    Tanh tanh = new Tanh();
    Random random = new Random(8);
    for (int i = 0; i < 2_000_000; i++) {
      // Up to 1e-8 and up to saturation, evenly in the exponent and evenly in the value.
      double x = i % 2 == 0 ? 40 * (random.nextDouble() - 0.5) : Math.pow(10, -8 + 9.5 * random.nextDouble());
      assertEquals(StrictMath.tanh(x), tanh.value(x), 1e-15, () -> "tanh(" + x + ")");
      assertTrue(Math.abs(tanh.value(x)) <= 1, () -> "|tanh(" + x + ")| > 1");
      assertEquals(-tanh.value(x), tanh.value(-x), () -> "odd at " + x);
    }
    assertEquals(1, tanh.value(Double.POSITIVE_INFINITY), 2e-16);
    assertEquals(-1, tanh.value(-1e300), 2e-16);
    assertEquals(0, tanh.value(0));
    assertEquals(Double.NaN, tanh.value(Double.NaN));
    assertEquals(1e-300, tanh.value(1e-300), 1e-315);
  }

  @Test
  void reluHasDerivativeZeroAtZero() {
    assertEquals(0, new Relu().derivative(0));
    assertEquals(1, new Relu().derivative(Double.MIN_VALUE));
    assertEquals(1, new Relu().derivative(Double.MAX_VALUE));
    assertEquals(0, new Relu().derivative(Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, new Relu().derivative(Double.NaN));
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
