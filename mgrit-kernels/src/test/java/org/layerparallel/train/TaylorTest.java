package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.RandomCycles;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;

/**
 * Objective and gradient of the converged cycles belong together: along a random direction v the remainder
 * {@code |J(theta + t v) - J(theta) - t g.v|} falls with t^2, and without the gradient's term with t alone.
 */
class TaylorTest {

  private static final Regularization GAMMA = new Regularization(0.1, 0.05, 0.2, Weighting.INTEGRAL);

  @ParameterizedTest
  @CsvSource({"5, 1, V, 0", "12, 2, V, 1", "23, 3, F, 0", "23, 8, F, 2"})
  void theRemainderIsOfSecondOrder(int layers, int intervals, CycleKind kind, int cfRelaxations) {
    Network network =
        new Network(2, 4, 3, layers, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);
    CycleSettings cycle = new CycleSettings(kind, List.of(3, 2), List.of(cfRelaxations), 5, 1, false);
    Sample sample = Sample.of(network, 6, 2, 0.5, 21);
    int cycles = RandomCycles.enough(layers, cycle);
    LayerParallel here = LayerParallel.of(sample, GAMMA, cycle, cycles, intervals);
    double[] design = sample.weights().toDesign();
    double[] v = Sample.normal(new Random(22), design.length, 1 / Math.sqrt(design.length));
    double slope = Numbers.dot(here.gradient().toDesign(), v);

    StringBuilder table = new StringBuilder("t, remainder, order:\n");
    double before = Double.NaN;
    double order = Double.NaN;
    for (double t = 1.0 / 8; t > 1e-4; t /= 2) {
      Sample there = sample.withDesign(Numbers.plus(design, t, v));
      double objective =
          LayerParallel.of(there, GAMMA, cycle, cycles, intervals).evaluation().objective();
      double remainder = Math.abs(objective - here.evaluation().objective() - t * slope);
      order = Math.log(before / remainder) / Math.log(2);
      table.append(t).append(", ").append(remainder).append(", ").append(order).append('\n');
      before = remainder;
    }
    assertEquals(2, order, 0.02, table::toString);
  }
}
