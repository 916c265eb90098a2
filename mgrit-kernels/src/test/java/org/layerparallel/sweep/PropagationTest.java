package org.layerparallel.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.SerialNetwork;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Relu;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;

/**
 * The propagation of the adjoint over a coarse interval is the transpose of the linearized propagation of the state:
 * {@code <J v, w> = <v, J' w>}, with J v by plain loops.
 */
class PropagationTest {

  private static final double ROUNDING = 1e-12;

  @Provide
  Arbitrary<Activation> activations() {
    return Arbitraries.of(new SmoothedRelu(0.3), new Relu(), new Tanh());
  }

  @Property(tries = 200)
  void dotProductsWithTheAdjoint(
      @ForAll @IntRange(min = 1, max = 9) int layers,
      @ForAll @IntRange(min = 1, max = 6) int width,
      @ForAll("activations") Activation activation,
      @ForAll BiasKind bias,
      @ForAll @IntRange(min = 1, max = 5) int tile,
      @ForAll long seed) {
    Network network = new Network(1, width, 2, layers, 1, activation, bias, OpeningKind.DENSE);
    Tiling tiling = new Tiling(7, 2, tile);
    Random random = new Random(seed);
    double[] theta = Sample.normal(random, layers * network.residualShape().size(), 0.7);
    Propagation propagation = propagation(network, tiling, theta);
    double[] u = Sample.normal(random, tiling.blockLength(width), 1);
    double[] v = Sample.normal(random, tiling.trainingLength(width), 1);
    double[] w = Sample.normal(random, tiling.trainingLength(width), 1);

    double[] jv = linearized(network, tiling, theta, u, v);
    double[] jtw = propagation.adjoints(new double[][] {u}, new double[][] {w})[0];
    double scale = Numbers.norm(jv) * Numbers.norm(w) + Numbers.norm(v) * Numbers.norm(jtw);
    assertEquals(Numbers.dot(jv, w), Numbers.dot(v, jtw), ROUNDING * scale, "<J v, w> and <v, J' w>");
  }

  /** {@code v_{n+1} = v_n + h sigma'(K_n u_n + b_n) (K_n v_n)} for every training example. */
  private static double[] linearized(
      Network network, Tiling tiling, double[] theta, double[] u, double[] v) {
    int width = network.width();
    int size = network.residualShape().size();
    double[] result = v.clone();
    for (int t = 0; t < tiling.trainingTiles(); t++) {
      int n = tiling.size(t);
      for (int e = 0; e < n; e++) {
        int at = tiling.start(t) * width + e;
        double[] state = new double[width];
        double[] tangent = new double[width];
        for (int c = 0; c < width; c++) {
          state[c] = u[at + c * n];
          tangent[c] = v[at + c * n];
        }
        for (int layer = 0; layer < network.layers(); layer++) {
          double[] nextState = state.clone();
          double[] nextTangent = tangent.clone();
          for (int o = 0; o < width; o++) {
            int bias = layer * size + width * width + (network.bias() == BiasKind.CHANNEL ? o : 0);
            double z = theta[bias];
            double dz = 0;
            for (int i = 0; i < width; i++) {
              z += theta[layer * size + o * width + i] * state[i];
              dz += theta[layer * size + o * width + i] * tangent[i];
            }
            nextState[o] += network.h() * SerialNetwork.sigma(network.activation(), z);
            nextTangent[o] += network.h() * SerialNetwork.slope(network.activation(), z) * dz;
          }
          state = nextState;
          tangent = nextTangent;
        }
        for (int c = 0; c < width; c++) {
          result[at + c * n] = tangent[c];
        }
      }
    }
    return result;
  }

  private static Propagation propagation(Network network, Tiling tiling, double[] theta) {
    int[] bounds = {0, network.layers()};
    Regularization none = new Regularization(0, 0, 0, Weighting.SUM);
    return new Propagation(
        LayerInterval.awaiting(new IntervalPlan(network, 0, tiling, none, 0, bounds, false), null).with(theta),
        Workers.caller());
  }
}
