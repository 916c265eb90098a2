package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.RandomCycles;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;

/** The gradient's error falls with the cycles of the adjoint, and with those of the state, down to rounding. */
class GradientErrorTest {

  private static final double ROUNDING = 1e-13;

  private static final Network NETWORK =
      new Network(2, 4, 3, 40, 2, new SmoothedRelu(0.1), BiasKind.CHANNEL, OpeningKind.DENSE);

  private static final Regularization GAMMA = new Regularization(1e-3, 0, 1e-3, Weighting.INTEGRAL);

  @ParameterizedTest
  @CsvSource({"V, 0", "V, 1", "F, 1"})
  void fallsWithTheCyclesOfTheAdjoint(CycleKind kind, int cfRelaxations) {
    CycleSettings cycle = cycle(kind, cfRelaxations);
    int enough = RandomCycles.enough(NETWORK.layers(), cycle);
    List<Double> errors =
        study(cycle, enough, enough).adjoint().stream()
            .map(ConvergenceStudy.AdjointCycle::gradientError)
            .toList();
    assertFalls(errors);
    assertEquals(0, errors.get(enough - 1), "after " + enough + " cycles: " + errors);
  }

  @ParameterizedTest
  @CsvSource({"V, 0", "V, 1", "F, 1"})
  void fallsWithTheCyclesOfTheState(CycleKind kind, int cfRelaxations) {
    CycleSettings cycle = cycle(kind, cfRelaxations);
    int enough = RandomCycles.enough(NETWORK.layers(), cycle);
    List<Double> errors = new ArrayList<>();
    for (int cycles = 1; cycles <= enough; cycles++) {
      errors.add(study(cycle, cycles, enough).adjoint().get(enough - 1).gradientError());
    }
    assertFalls(errors);
    assertEquals(0, errors.get(enough - 1), "after " + enough + " cycles: " + errors);
  }

  private static void assertFalls(List<Double> errors) {
    assertTrue(errors.get(0) > 1e-4, "the first error is already " + errors.get(0));
    for (int k = 1; k < errors.size(); k++) {
      double bound = Math.max(0.5 * errors.get(k - 1), ROUNDING);
      assertTrue(errors.get(k) <= bound, "cycle " + k + " of the errors " + errors);
    }
  }

  private static CycleSettings cycle(CycleKind kind, int cfRelaxations) {
    return new CycleSettings(kind, List.of(4, 2), List.of(cfRelaxations, 1), 10, 2, false);
  }

  private static ConvergenceStudy.Study study(CycleSettings cycle, int state, int adjoint) {
    Sample sample = Sample.of(NETWORK, 8, 0, 0.3, 31);
    try (Workers workers = new Workers(1)) {
      Problem problem = sample.problem(GAMMA, new InProcess(3, 1), workers);
      return new ConvergenceStudy(NETWORK, cycle, problem).run(sample.weights(), state, adjoint);
    }
  }
}
