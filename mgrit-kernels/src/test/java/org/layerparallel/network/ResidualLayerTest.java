package org.layerparallel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;

/** One residual layer on one tile: its step, its linearization by states and by weights, and the adjoints of both. */
class ResidualLayerTest {

  private static final double ROUNDING = 1e-12;

  /** Where weights begin in their vectors, so that no offset is forgotten. */
  private static final int AT = 3;

  private static final double STEP = 0.3;

  /** A random layer, the state it acts on, and its slopes there. */
  private static final class Instance {
    final Network network;
    final int n;
    final Random random;
    final ResidualLayer layer;
    final double[] theta;
    final double[] u;
    final double[] slope;

    Instance(Network network, int n, long seed) {
      this.network = network;
      this.n = n;
      random = new Random(seed);
      layer = new ResidualLayer(network, n + 1);
      theta = vector(AT + network.residualShape().size());
      u = vector(length());
      slope = new double[length()];
      layer.slope(theta, AT, u, 0, slope, n);
    }

    @Override
    public String toString() {
      return network + ", " + n + " examples";
    }

    int length() {
      return network.width() * n;
    }

    double[] vector(int length) {
      return Sample.normal(random, length, 1);
    }

    /** {@code K x + b} by loops, with K and b at {@code at} of {@code weights}. */
    double[] affine(double[] weights, int at, double[] x, boolean withBias) {
      int width = network.width();
      double[] z = new double[length()];
      for (int o = 0; o < width; o++) {
        int bias = at + width * width + (network.bias() == BiasKind.CHANNEL ? o : 0);
        for (int e = 0; e < n; e++) {
          z[o * n + e] = withBias ? weights[bias] : 0;
          for (int i = 0; i < width; i++) {
            z[o * n + e] += weights[at + o * width + i] * x[i * n + e];
          }
        }
      }
      return z;
    }

    double[] scaledBySlope(double[] z) {
      double[] scaled = new double[z.length];
      Arrays.setAll(scaled, i -> STEP * slope[i] * z[i]);
      return scaled;
    }
  }

  @Provide
  Arbitrary<Instance> instances() {
    Arbitrary<Activation> activations =
        Arbitraries.of(new SmoothedRelu(0.5), new Relu(), new Tanh());
    return Combinators.combine(
            Arbitraries.integers().between(1, 9),
            Arbitraries.integers().between(1, 11),
            activations,
            Arbitraries.of(BiasKind.class),
            Arbitraries.longs())
        .as((width, n, activation, bias, seed) -> new Instance(
            new Network(1, width, 2, 4, 1, activation, bias, OpeningKind.DENSE), n, seed));
  }

  @Property(tries = 100)
  void stepsAndSlopesFollowTheFormula(@ForAll("instances") Instance i) {
    double[] z = i.affine(i.theta, AT, i.u, true);
    Activation sigma = i.network.activation();
    double[] next = new double[i.length()];
    double[] slope = new double[i.length()];
    i.layer.stepWithSlope(STEP, i.theta, AT, i.u, next, slope, i.n);
    double[] inPlace = i.u.clone();
    i.layer.step(STEP, i.theta, AT, inPlace, inPlace, i.n);
    for (int k = 0; k < i.length(); k++) {
      double expected = i.u[k] + STEP * sigma.value(z[k]);
      assertEquals(expected, next[k], ROUNDING, "entry " + k);
      assertEquals(next[k], inPlace[k], "in place, entry " + k);
      assertEquals(sigma.derivative(z[k]), slope[k], ROUNDING, "slope, entry " + k);
      assertEquals(i.slope[k], slope[k], "slope alone, entry " + k);
    }
    double[] moved = new double[AT + i.length()];
    System.arraycopy(i.u, 0, moved, AT, i.length());
    double[] fromOffset = new double[i.length()];
    i.layer.slope(i.theta, AT, moved, AT, fromOffset, i.n);
    Numbers.assertSame(i.slope, fromOffset, "slope of a state within a block");
  }

  @Property(tries = 200)
  void theAdjointStepIsTheTransposedLinearization(@ForAll("instances") Instance i) {
    double[] v = i.vector(i.length());
    double[] w = i.vector(i.length());
    double[] jv = Numbers.plus(v, 1, i.scaledBySlope(i.affine(i.theta, AT, v, false)));
    double[] jtw = new double[i.length()];
    i.layer.adjointStep(STEP, i.theta, AT, i.slope, w, jtw, i.n);
    assertDots(jv, w, v, jtw);

    i.layer.adjointStep(STEP, i.theta, AT, i.slope, w, w, i.n);
    Numbers.assertSame(jtw, w, "in place");
  }

  @Property(tries = 200)
  void theGradientIsTheTransposedDerivativeByTheWeights(@ForAll("instances") Instance i) {
    double[] change = i.vector(i.network.residualShape().size());
    double[] w = i.vector(i.length());
    double[] moved = i.scaledBySlope(i.affine(change, 0, i.u, true));
    double[] gradient = new double[AT + change.length];
    i.layer.addGradient(STEP, i.slope, w, i.u, i.n, gradient, AT);
    double[] once = tail(gradient);
    assertDots(moved, w, change, once);

    double[] stepped = new double[i.length()];
    i.layer.adjointStep(STEP, i.theta, AT, i.slope, w, stepped, i.n);
    i.layer.addGradientAndStep(STEP, i.theta, AT, i.slope, w, i.u, i.n, gradient);
    Numbers.assertClose(Numbers.plus(once, 1, once), tail(gradient), ROUNDING, "added twice");
    Numbers.assertSame(stepped, w, "stepped with the gradient");
  }

  private static void assertDots(double[] jv, double[] w, double[] v, double[] jtw) {
    double left = Numbers.dot(jv, w);
    double right = Numbers.dot(v, jtw);
    double scale = Numbers.norm(jv) * Numbers.norm(w) + Numbers.norm(v) * Numbers.norm(jtw);
    assertEquals(left, right, ROUNDING * scale, "<J v, w> and <v, J' w>");
  }

  private static double[] tail(double[] vector) {
    return Arrays.copyOfRange(vector, AT, vector.length);
  }
}
