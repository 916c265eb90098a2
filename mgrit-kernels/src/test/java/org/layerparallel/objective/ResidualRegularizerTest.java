package org.layerparallel.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;

class ResidualRegularizerTest {

  private static final int LAYER = 3;
  private static final double H = 0.3;

  @ParameterizedTest
  @EnumSource(Weighting.class)
  void valueAndGradientFollowTheFormula(Weighting weighting) {
    Regularization gamma = new Regularization(0.7, 0.2, 0, weighting);
    double w = weighting == Weighting.INTEGRAL ? H : 1;
    double[] theta = {1, 2, 3, 2, 4, 1};
    ResidualRegularizer regularizer = new ResidualRegularizer(gamma, H, LAYER);
    assertEquals(
        w / 2 * (0.7 * 35 + 0.2 * 9 / (H * H)), regularizer.value(35, 1 + 4 + 4), 1e-13);

    double a = w * 0.7;
    double b = w * 0.2 / (H * H);
    double[] gradient = {5, 0, 0, 0, 0, 0};
    regularizer.addGradient(theta, null, null, gradient);
    double[] expected = {
      5 + a - b, 2 * a - 2 * b, 3 * a + 2 * b, 2 * a + b, 4 * a + 2 * b, a - 2 * b
    };
    Numbers.assertClose(expected, gradient, 1e-14, weighting.name());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void whereTheLayersAreCutChangesNoBit(int cut) {
    double[] theta = Sample.normal(new Random(5), 6 * LAYER, 1);
    Regularization gamma = new Regularization(0.3, 0.2, 0, Weighting.INTEGRAL);
    ResidualRegularizer regularizer = new ResidualRegularizer(gamma, H, LAYER);
    double[] whole = new double[theta.length];
    regularizer.addGradient(theta, null, null, whole);

    int at = cut * LAYER;
    double[] left = Arrays.copyOf(theta, at);
    double[] right = Arrays.copyOfRange(theta, at, theta.length);
    double[] leftGradient = new double[left.length];
    double[] rightGradient = new double[right.length];
    regularizer.addGradient(left, null, Arrays.copyOf(right, LAYER), leftGradient);
    regularizer.addGradient(
        right, Arrays.copyOfRange(left, at - LAYER, at), null, rightGradient);
    Numbers.assertSame(Arrays.copyOf(whole, at), leftGradient, "left of layer " + cut);
    Numbers.assertSame(
        Arrays.copyOfRange(whole, at, whole.length), rightGradient, "right of layer " + cut);
  }

  @Test
  void refusesBadFactors() {
    assertMessage("tikhonov=-1.0, must be >= 0 and finite", -1, 0, 0);
    assertMessage("timeDerivative=NaN, must be >= 0 and finite", 0, Double.NaN, 0);
    assertMessage("classification=Infinity, must be >= 0 and finite", 0, 0, Double.POSITIVE_INFINITY);
  }

  private static void assertMessage(String message, double tikhonov, double derivative, double last) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new Regularization(tikhonov, derivative, last, Weighting.SUM))
            .getMessage());
  }
}
