package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.RandomCycles;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Relu;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;

/** Every term of the layer-parallel gradient is the derivative of the plain-loops objective. */
class GradientTest {

  /**
   * Four-point differences err by step^4 / 30 times the fifth derivative and by about 1e-16 |J| / step: at 1e-4 both
   * stay below 1e-11 for objectives and derivatives up to some tens.
   */
  private static final double STEP = 1e-4;

  private static final double TOLERANCE = 1e-9;

  /** The stencil reaches 2e-4; states and later layers multiply that by less than ten. */
  private static final double FROM_KINKS = 2e-3;

  private static final CycleSettings CYCLE =
      new CycleSettings(CycleKind.V, List.of(2), List.of(0, 1), 4, 1, false);

  /** What the sum of the objective is made of, each alone and all together. */
  private static final List<Regularization> TERMS =
      List.of(
          new Regularization(0, 0, 0, Weighting.INTEGRAL),
          new Regularization(0.7, 0, 0, Weighting.INTEGRAL),
          new Regularization(0.7, 0, 0, Weighting.SUM),
          new Regularization(0, 0.3, 0, Weighting.INTEGRAL),
          new Regularization(0, 0.03, 0, Weighting.SUM),
          new Regularization(0, 0, 0.5, Weighting.INTEGRAL),
          new Regularization(0.2, 0.1, 0.4, Weighting.INTEGRAL),
          new Regularization(0.2, 0.01, 0.4, Weighting.SUM));

  record Case(Network network, Regularization gamma, int intervals) {}

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    int[] intervals = {1, 2, 3, 8};
    for (Activation activation : List.of(new SmoothedRelu(0.2), new Relu(), new Tanh())) {
      for (BiasKind bias : BiasKind.values()) {
        for (OpeningKind opening : OpeningKind.values()) {
          for (int layers : new int[] {1, 2, 7}) {
            Network network = new Network(2, 3, 4, layers, 1.5, activation, bias, opening);
            for (Regularization gamma : TERMS) {
              cases.add(new Case(network, gamma, intervals[cases.size() % intervals.length]));
            }
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachEntryIsTheObjectivesDifferenceQuotient(Case one) {
    Sample sample = Sample.awayFromKinks(one.network, 3, 5, 0.6, FROM_KINKS, 11);
    int cycles = RandomCycles.enough(one.network.layers(), CYCLE);
    LayerParallel solved = LayerParallel.of(sample, one.gamma, CYCLE, cycles, one.intervals);

    double[] expected = differences(sample, one.gamma);
    Numbers.assertClose(expected, solved.gradient().toDesign(), TOLERANCE, one.toString());
    assertTrue(Numbers.norm(expected) > 0.1, "a gradient of " + Numbers.norm(expected) + " shows nothing");
    assertEvaluation(sample, one.gamma, solved.evaluation());
  }

  @ParameterizedTest
  @EnumSource(OpeningKind.class)
  void examplesCountByTheirWeights(OpeningKind opening) {
    Network network = new Network(2, 3, 4, 5, 1.5, new Tanh(), BiasKind.CHANNEL, opening);
    Sample sample = Sample.of(network, 300, 200, 0.6, 15).weighted(16);
    Regularization gamma = TERMS.get(TERMS.size() - 1);
    LayerParallel solved = LayerParallel.of(sample, gamma, CYCLE, network.layers(), 2);

    double[] expected = differences(sample, gamma);
    Numbers.assertClose(expected, solved.gradient().toDesign(), TOLERANCE, "gradient");
    assertEvaluation(sample, gamma, solved.evaluation());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void serialPropagationGivesTheGradientThatTheCyclesConvergeTo(Case one) {
    Sample sample = Sample.of(one.network, 3, 5, 0.6, 12);
    int cycles = RandomCycles.enough(one.network.layers(), CYCLE);
    LayerParallel solved = LayerParallel.of(sample, one.gamma, CYCLE, cycles, 1);
    try (Workers workers = new Workers(1)) {
      Problem problem = sample.problem(one.gamma, new InProcess(one.intervals, 1), workers);
      ConvergenceStudy.Study study =
          new ConvergenceStudy(one.network, CYCLE, problem).run(sample.weights(), cycles, cycles);

      String what = one.toString();
      Numbers.assertSame(study.exactGradient().toDesign(), solved.gradient().toDesign(), what);
      assertEquals(study.exact(), solved.evaluation(), what);
      assertEquals(0, study.adjoint().get(cycles - 1).gradientError(), what);
      assertEquals(study.exactGradientNorm(), study.adjoint().get(cycles - 1).gradientNorm(), what);
    }
  }

  @ParameterizedTest
  @EnumSource(OpeningKind.class)
  void severalTilesOfExamplesAreOneBatch(OpeningKind opening) {
    Network network = new Network(2, 3, 4, 5, 1.5, new Tanh(), BiasKind.CHANNEL, opening);
    Sample sample = Sample.of(network, 600, 300, 0.6, 13);
    assertEquals(6, Tiling.forChannels(3, 600, 300).tiles(), "tiles");
    Regularization gamma = TERMS.get(TERMS.size() - 1);
    LayerParallel solved = LayerParallel.of(sample, gamma, CYCLE, network.layers(), 2);

    Numbers.assertClose(differences(sample, gamma), solved.gradient().toDesign(), TOLERANCE, "gradient");
    assertEvaluation(sample, gamma, solved.evaluation());
  }

  private static void assertEvaluation(Sample sample, Regularization gamma, Evaluation actual) {
    assertEquals(sample.serial().loss(sample.training()), actual.loss(), 1e-13, "loss");
    assertEquals(
        sample.serial().objective(sample.training(), gamma), actual.objective(), 1e-12, "objective");
    assertEquals(sample.serial().accuracy(sample.training()), actual.trainAccuracy(), "training");
    assertEquals(
        sample.serial().accuracy(sample.validation()), actual.validationAccuracy(), "validation");
  }

  /** Derivative by every weight, by four points. */
  private static double[] differences(Sample sample, Regularization gamma) {
    double[] design = sample.weights().toDesign();
    double[] differences = new double[design.length];
    Arrays.setAll(
        differences,
        i ->
            (8 * (objective(sample, gamma, i, STEP) - objective(sample, gamma, i, -STEP))
                    - (objective(sample, gamma, i, 2 * STEP) - objective(sample, gamma, i, -2 * STEP)))
                / (12 * STEP));
    return differences;
  }

  private static double objective(Sample sample, Regularization gamma, int entry, double step) {
    double[] design = sample.weights().toDesign();
    design[entry] += step;
    return sample.withDesign(design).serial().objective(sample.training(), gamma);
  }
}
