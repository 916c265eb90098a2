package org.layerparallel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layerparallel.Numbers;
import org.layerparallel.network.InitialWeights.Distribution;

class InitialWeightsTest {

  private static final Network NETWORK =
      new Network(2, 4, 3, 6, 1, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void theFirstLayersOfADeeperNetworkAreTheSame(Distribution distribution) {
    InitialWeights initial = new InitialWeights(1, 0.5, 2, distribution, 7);
    Weights shallow = initial.draw(NETWORK).requireFit(NETWORK);
    Weights deep = initial.draw(NETWORK.withLayers(12)).requireFit(NETWORK.withLayers(12));
    Numbers.assertSame(shallow.opening(), deep.opening(), "opening");
    Numbers.assertSame(
        shallow.residual(), Arrays.copyOf(deep.residual(), shallow.residual().length), "residual");
    Numbers.assertSame(shallow.classification(), deep.classification(), "classification");
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void noNumberComesTwiceInAnySeedOrLayer(Distribution distribution) {
    // Streams that are one stream, shifted, would share numbers.
    Set<Double> seen = new HashSet<>();
    int drawn = 0;
    for (long seed = -20; seed < 20; seed++) {
      double[] design = new InitialWeights(1, 1, 1, distribution, seed).draw(NETWORK).toDesign();
      drawn += design.length;
      Arrays.stream(design).forEach(seen::add);
    }
    assertEquals(drawn, seen.size(), "different numbers");
  }

  @Test
  void scalesMultiplyTheSameNumbers() {
    Weights unit = new InitialWeights(1, 1, 1, Distribution.UNIFORM, 3).draw(NETWORK);
    Weights scaled = new InitialWeights(0.5, 0, 8, Distribution.UNIFORM, 3).draw(NETWORK);
    Numbers.assertSame(times(0.5, unit.opening()), scaled.opening(), "opening");
    Numbers.assertSame(times(0, unit.residual()), scaled.residual(), "residual");
    Numbers.assertSame(times(8, unit.classification()), scaled.classification(), "classification");
  }

  @Test
  void distributionsAreWhatTheySay() {
    Network large = NETWORK.withLayers(1000);
    double[] uniform = new InitialWeights(1, 1, 1, Distribution.UNIFORM, 1).draw(large).residual();
    double[] normal = new InitialWeights(1, 1, 1, Distribution.NORMAL, 1).draw(large).residual();
    int n = uniform.length;
    assertTrue(Arrays.stream(uniform).allMatch(x -> -1 <= x && x < 1), "uniform in [-1, 1)");
    // Four standard deviations of the means of x and x^2 of these seeds' numbers.
    assertEquals(0, Arrays.stream(uniform).sum() / n, 4 * Math.sqrt(1 / 3.0 / n), "uniform mean");
    assertEquals(1 / 3.0, Numbers.dot(uniform, uniform) / n, 4 * Math.sqrt(4 / 45.0 / n), "uniform square");
    assertEquals(0, Arrays.stream(normal).sum() / n, 4 / Math.sqrt(n), "normal mean");
    assertEquals(1, Numbers.dot(normal, normal) / n, 4 * Math.sqrt(2.0 / n), "normal square");
  }

  @Test
  void aZeroExpansionHasNoWeights() {
    Network expanded =
        new Network(2, 4, 3, 6, 1, new Tanh(), BiasKind.CHANNEL, OpeningKind.ZERO_EXPANSION);
    assertEquals(
        0, new InitialWeights(1, 1, 1, Distribution.NORMAL, 1).draw(expanded).opening().length);
  }

  @Test
  void refusesBadScales() {
    assertMessage("openingScale=-1.0, must be >= 0 and finite", -1, 0, 0);
    assertMessage("residualScale=NaN, must be >= 0 and finite", 0, Double.NaN, 0);
    assertMessage(
        "classificationScale=Infinity, must be >= 0 and finite", 0, 0, Double.POSITIVE_INFINITY);
  }

  private static void assertMessage(String message, double opening, double residual, double last) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new InitialWeights(opening, residual, last, Distribution.NORMAL, 1))
            .getMessage());
  }

  private static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(x -> factor * x).toArray();
  }
}
