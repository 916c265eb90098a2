package org.layerparallel.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.interval.LocalIntervals;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.mgrit.RandomCycles;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.ResidualRegularizer;
import org.layerparallel.objective.Weighting;

class RefinementTest {

  private static final Network NETWORK =
      new Network(2, 2, 3, 5, 1, new Tanh(), BiasKind.SCALAR, OpeningKind.DENSE);

  private static final int LAYER = NETWORK.residualShape().size();
  private static final Tiling TILING = new Tiling(3, 0, 3);
  private static final Regularization GAMMA = new Regularization(0.1, 0.2, 0, Weighting.INTEGRAL);

  @Provide
  Arbitrary<CycleSettings> cycles() {
    return RandomCycles.any();
  }

  @Property(tries = 200)
  void acrossIntervalsItIsThatOfPlainLoops(
      @ForAll @IntRange(min = 1, max = 20) int layers,
      @ForAll @IntRange(min = 2, max = 4) int factor,
      @ForAll boolean linear,
      @ForAll @IntRange(min = 1, max = 8) int intervals,
      @ForAll("cycles") CycleSettings cycle,
      @ForAll("cycles") CycleSettings nextCycle,
      @ForAll long seed) {
    double[] theta = Sample.normal(new Random(seed), layers * LAYER, 1);
    List<IntervalPlan> plans = plans(layers, cycle, intervals);
    List<IntervalPlan> next = plans(layers * factor, nextCycle, intervals);
    Refinement refinement = new Refinement(factor, linear, new ArrayList<>(next));
    try (var content = new LocalIntervals<>(contents(plans, theta), 1)) {
      content.regroup(next.size(), refinement.cut(), after(plans, theta), refinement.build());
      assertEquals(next.size(), content.count(), "intervals");
      double[] refined = CollectSweep.weights(content, new double[0], new double[0]).residual();
      Numbers.assertSame(plainLoops(theta, layers, factor, linear), refined, "weights");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void theIntegralsStayWithConstantAndTikhonovAlone(int factor) {
    double[] theta = Sample.normal(new Random(3), 5 * LAYER, 1);
    double[] refined = Refinement.refine(theta, null, LAYER, factor, false);
    double expected = tikhonov(Weighting.INTEGRAL, 5, theta);
    assertEquals(expected, tikhonov(Weighting.INTEGRAL, 5 * factor, refined), 1e-13 * expected);
    double sum = tikhonov(Weighting.SUM, 5, theta);
    assertEquals(factor * sum, tikhonov(Weighting.SUM, 5 * factor, refined), 1e-13 * sum);
  }

  @Test
  void aStraightLineStaysOneUpToItsLastLayer() {
    double[] theta = {1, 2, 3};
    Numbers.assertClose(
        new double[] {1, 1.5, 2, 2.5, 3, 3}, Refinement.refine(theta, null, 1, 2, true), 0, "linear");
    Numbers.assertClose(
        new double[] {1, 1.5, 2, 2.5, 3, 3.5},
        Refinement.refine(theta, new double[] {4}, 1, 2, true), 0, "linear, with a neighbour");
    Numbers.assertSame(
        new double[] {1, 1, 2, 2, 3, 3}, Refinement.refine(theta, new double[] {4}, 1, 2, false), "constant");
  }

  @Property(tries = 200)
  void intervalsAreCutAtCPointsAndShareThem(
      @ForAll @IntRange(min = 1, max = 60) int layers,
      @ForAll @IntRange(min = 1, max = 12) int wanted,
      @ForAll("cycles") CycleSettings cycle) {
    int coarse = Hierarchy.of(layers, cycle).cPoints().steps();
    List<IntervalPlan> plans = plans(layers, cycle, wanted);
    assertEquals(Math.min(wanted, coarse), plans.size(), "intervals");
    int layer = 0;
    int point = 0;
    for (IntervalPlan plan : plans) {
      assertEquals(layer, plan.firstLayer(), "first layer of " + plan);
      assertEquals(point, plan.first(), "first C-point of " + plan);
      int share = plan.coarseIntervals() - coarse / plans.size();
      assertTrue(share == 0 || share == 1, "no fair share of " + coarse + ": " + plan);
      layer += plan.layers();
      point += plan.coarseIntervals();
    }
    assertEquals(layers, layer, "layers");
    assertEquals(coarse, point, "coarse intervals");
  }

  private static double[] plainLoops(double[] theta, int layers, int factor, boolean linear) {
    double[] refined = new double[theta.length * factor];
    for (int m = 0; m < layers * factor; m++) {
      int n = m / factor;
      double weight = linear && n + 1 < layers ? (double) (m % factor) / factor : 0;
      for (int i = 0; i < LAYER; i++) {
        double slope = weight == 0 ? 0 : theta[(n + 1) * LAYER + i] - theta[n * LAYER + i];
        refined[m * LAYER + i] = theta[n * LAYER + i] + weight * slope;
      }
    }
    return refined;
  }

  private static double tikhonov(Weighting weighting, int layers, double[] theta) {
    Regularization gamma = new Regularization(0.1, 0, 0, weighting);
    return new ResidualRegularizer(gamma, 2.0 / layers, LAYER).value(Numbers.dot(theta, theta), 0);
  }

  private static List<IntervalPlan> plans(int layers, CycleSettings cycle, int intervals) {
    return IntervalPlan.cut(
        NETWORK.withLayers(layers),
        TILING,
        GAMMA,
        Hierarchy.of(layers, cycle).cPoints(),
        intervals,
        0);
  }

  private static List<LayerInterval> contents(List<IntervalPlan> plans, double[] theta) {
    List<LayerInterval> contents = new ArrayList<>();
    for (IntervalPlan plan : plans) {
      contents.add(LayerInterval.of(plan, layers(theta, plan.firstLayer(), plan.layers())));
    }
    return contents;
  }

  /** The layer after each interval, empty after the last. */
  private static List<double[]> after(List<IntervalPlan> plans, double[] theta) {
    List<double[]> after = new ArrayList<>();
    for (IntervalPlan plan : plans) {
      int next = plan.firstLayer() + plan.layers();
      after.add(next * LAYER < theta.length ? layers(theta, next, 1) : new double[0]);
    }
    return after;
  }

  private static double[] layers(double[] theta, int first, int count) {
    double[] layers = new double[count * LAYER];
    System.arraycopy(theta, first * LAYER, layers, 0, layers.length);
    return layers;
  }
}
