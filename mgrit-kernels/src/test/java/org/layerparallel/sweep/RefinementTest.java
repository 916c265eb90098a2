package org.layerparallel.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.Numbers;
import org.layerparallel.PlainRefinement;
import org.layerparallel.Sample;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.interval.LocalIntervals;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleKind;
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
  private static final double ROUNDING = 1e-12;

  @Provide
  Arbitrary<CycleSettings> cycles() {
    return RandomCycles.any();
  }

  @Property(tries = 300)
  void acrossIntervalsItIsThatOfPlainLoops(
      @ForAll @IntRange(min = 1, max = 20) int layers,
      @ForAll @IntRange(min = 2, max = 4) int factor,
      @ForAll Interpolation interpolation,
      @ForAll Weighting weighting,
      @ForAll @IntRange(min = 1, max = 24) int intervals,
      @ForAll("cycles") CycleSettings cycle,
      @ForAll("cycles") CycleSettings nextCycle,
      @ForAll long seed) {
    Regularization gamma = new Regularization(0.1, 0.02, 0, weighting);
    PlainRefinement plain = new PlainRefinement(interpolation, NETWORK.withLayers(layers), factor);
    Random random = new Random(seed);
    double[] theta = Sample.normal(random, layers * LAYER, 1);
    double[][] steps = {normal(random, theta), normal(random, theta), normal(random, theta)};
    double[][] changes = {normal(random, theta), normal(random, theta), normal(random, theta)};
    // Of three pairs, the oldest is not carried over.
    WeightBlock all =
        new WeightBlock(null, theta, theta, normal(random, theta), steps, changes, new double[0][]);
    int[] carried = {1, 2};

    WeightBlock refined = refine(plain, cycle, nextCycle, intervals, all, gamma, carried);
    Numbers.assertClose(plain.refined(theta), refined.weights(), ROUNDING, "weights");
    assertEquals(2, refined.pairs(), "pairs");
    for (int pair = 0; pair < carried.length; pair++) {
      double[] s = steps[carried[pair]];
      double[] y = plain.change(s, changes[carried[pair]], gamma);
      Numbers.assertClose(plain.refined(s), refined.steps()[pair], ROUNDING, "step " + pair);
      Numbers.assertClose(y, refined.changes()[pair], ROUNDING, "gradient change " + pair);
    }

    WeightBlock whole = refine(plain, cycle, nextCycle, 1, all, gamma, carried);
    Numbers.assertSame(whole.weights(), refined.weights(), "weights");
    for (int pair = 0; pair < carried.length; pair++) {
      Numbers.assertSame(whole.steps()[pair], refined.steps()[pair], "step " + pair);
      Numbers.assertSame(whole.changes()[pair], refined.changes()[pair], "gradient change " + pair);
    }
  }

  @Property(tries = 200)
  void aPolynomialOfItsDegreeStaysOneUpToTheLastLayer(
      @ForAll @IntRange(min = 1, max = 12) int layers,
      @ForAll @IntRange(min = 2, max = 5) int factor,
      @ForAll @IntRange(min = 0, max = 2) int kind,
      @ForAll long seed) {
    Interpolation interpolation =
        List.of(Interpolation.CONSTANT, Interpolation.LINEAR, Interpolation.CUBIC).get(kind);
    int degree = Math.min(List.of(0, 1, 3).get(kind), layers - 1);
    double[] coefficients = Sample.normal(new Random(seed), degree + 1, 1);
    double[] theta = new double[layers];
    Arrays.setAll(theta, n -> polynomial(coefficients, n));
    double[] expected = new double[layers * factor];
    Arrays.setAll(
        expected, m -> polynomial(coefficients, Math.min((double) m / factor, layers - 1)));
    double[] refined = Refinement.refine(interpolation, theta, layers, factor);
    Numbers.assertClose(expected, refined, ROUNDING, interpolation + " of degree " + degree);
    for (int n = 0; n < layers; n++) {
      assertEquals(theta[n], refined[n * factor], "weights of layer " + n);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void theIntegralsStayWithTikhonovAlone(int factor) {
    double[] theta = Sample.normal(new Random(3), 5 * LAYER, 1);
    double expected = tikhonov(Weighting.INTEGRAL, NETWORK, theta);
    double sum = tikhonov(Weighting.SUM, NETWORK, theta);
    for (Interpolation interpolation : List.of(Interpolation.CONSTANT, Interpolation.ZERO)) {
      double[] refined = Refinement.refine(interpolation, theta, 5, factor);
      Network fine = interpolation.withLayers(NETWORK, 5 * factor);
      assertEquals(expected, tikhonov(Weighting.INTEGRAL, fine, refined), 1e-13 * expected);
      int times = interpolation == Interpolation.ZERO ? 1 : factor;
      assertEquals(times * sum, tikhonov(Weighting.SUM, fine, refined), 1e-13 * times * sum);
    }
  }

  @Test
  void examples() {
    double[] theta = {1, 2, 4, 8, 16};
    assertRefined(new double[] {1, 1, 2, 2, 4, 4, 8, 8, 16, 16}, Interpolation.CONSTANT, theta);
    assertRefined(new double[] {1, 1.5, 2, 3, 4, 6, 8, 12, 16, 16}, Interpolation.LINEAR, theta);
    // 2.8125 = (-1 + 9 * 2 + 9 * 4 - 8) / 16
    assertRefined(
        new double[] {1, 1.4375, 2, 2.8125, 4, 5.625, 8, 11.375, 16, 16}, Interpolation.CUBIC, theta);
    assertRefined(new double[] {1, 0, 2, 0, 4, 0, 8, 0, 16, 0}, Interpolation.ZERO, theta);
  }

  /** Curvature along a step: what tells L-BFGS how long steps should be. */
  @ParameterizedTest
  @CsvSource({"CONSTANT, 2", "CONSTANT, 3", "ZERO, 2", "ZERO, 3"})
  void stepTimesGradientChangeStaysForTheLoss(Interpolation interpolation, int factor) {
    Random random = new Random(4);
    double[] s = Sample.normal(random, 5 * LAYER, 1);
    double[] y = Sample.normal(random, 5 * LAYER, 1);
    WeightBlock coarse = new WeightBlock(null, s, s, s, new double[][] {s}, new double[][] {y}, new double[0][]);
    CycleSettings cycle = new CycleSettings(CycleKind.V, List.of(2), List.of(0), 2, 1, false);
    PlainRefinement plain = new PlainRefinement(interpolation, NETWORK, factor);
    Regularization none = new Regularization(0, 0, 0, Weighting.INTEGRAL);
    WeightBlock refined = refine(plain, cycle, cycle, 2, coarse, none, new int[] {0});
    double expected = Numbers.dot(s, y);
    double actual = Numbers.dot(refined.steps()[0], refined.changes()[0]);
    assertEquals(expected, actual, 1e-14 * Numbers.norm(s) * Numbers.norm(y), "s.y");
  }

  @Property(tries = 200)
  void intervalsAreCutAtCPointsAndShareThem(
      @ForAll @IntRange(min = 1, max = 60) int layers,
      @ForAll @IntRange(min = 1, max = 12) int wanted,
      @ForAll("cycles") CycleSettings cycle) {
    int coarse = Hierarchy.of(layers, cycle).cPoints().steps();
    List<IntervalPlan> plans = grid(NETWORK.withLayers(layers), cycle, GAMMA, wanted).plans();
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

  /** Refines over intervals; {@code all} and the answer are over all layers, without offsets. */
  private static WeightBlock refine(
      PlainRefinement plain,
      CycleSettings cycle,
      CycleSettings nextCycle,
      int intervals,
      WeightBlock all,
      Regularization gamma,
      int[] carried) {
    List<IntervalPlan> plans = grid(plain.coarse(), cycle, gamma, intervals).plans();
    CellGrid next = grid(plain.fine(), nextCycle, gamma, intervals);
    Refinement refinement = new Refinement(plain.interpolation(), plain.coarse(), next);
    List<LayerInterval> contents = plans.stream().map(plan -> part(plan, all)).toList();
    try (var content = new LocalIntervals<>(contents, 1)) {
      content.regroup(
          next.plans().size(), refinement.cut(), Collections.nCopies(plans.size(), carried), refinement.build());
      assertEquals(next.plans().size(), content.count(), "intervals");
      return joined(content.advance(new Show(), Collections.nCopies(next.plans().size(), 0)));
    }
  }

  /** Answers what an interval remembers. */
  private record Show() implements IntervalStep<LayerInterval, Integer, WeightBlock> {
    @Override
    public Advanced<LayerInterval, WeightBlock> apply(
        LayerInterval content, Integer message, Workers workers) {
      return new Advanced<>(content, content.block());
    }
  }

  private static LayerInterval part(IntervalPlan plan, WeightBlock all) {
    int from = plan.firstLayer() * LAYER;
    int to = plan.endLayer() * LAYER;
    UnaryOperator<double[]> own = vector -> Arrays.copyOfRange(vector, from, to);
    WeightBlock block =
        new WeightBlock(
            WeightBlock.ofEqualLayers(plan.layers(), LAYER, own.apply(all.weights())).offsets(),
            own.apply(all.weights()),
            own.apply(all.candidate()),
            own.apply(all.gradient()),
            Stream.of(all.steps()).map(own).toArray(double[][]::new),
            Stream.of(all.changes()).map(own).toArray(double[][]::new),
            new double[0][]);
    return LayerInterval.awaiting(plan, null).replaced(block);
  }

  private static WeightBlock joined(List<WeightBlock> blocks) {
    int pairs = blocks.get(0).pairs();
    double[][] steps = new double[pairs][];
    double[][] changes = new double[pairs][];
    for (int pair = 0; pair < pairs; pair++) {
      int number = pair;
      steps[pair] = joined(blocks, block -> block.steps()[number]);
      changes[pair] = joined(blocks, block -> block.changes()[number]);
    }
    double[] weights = joined(blocks, WeightBlock::candidate);
    return new WeightBlock(null, weights, weights, null, steps, changes, new double[0][]);
  }

  private static double[] joined(List<WeightBlock> blocks, Function<WeightBlock, double[]> part) {
    return blocks.stream().flatMapToDouble(block -> Arrays.stream(part.apply(block))).toArray();
  }

  private static void assertRefined(
      double[] expected, Interpolation interpolation, double[] theta) {
    double[] refined = Refinement.refine(interpolation, theta, theta.length, 2);
    Numbers.assertSame(expected, refined, interpolation.toString());
  }

  private static double polynomial(double[] coefficients, double time) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * time + coefficients[i];
    }
    return value;
  }

  private static double[] normal(Random random, double[] like) {
    return Sample.normal(random, like.length, 1);
  }

  private static double tikhonov(Weighting weighting, Network network, double[] theta) {
    Regularization gamma = new Regularization(0.1, 0, 0, weighting);
    return new ResidualRegularizer(gamma, network.h(), LAYER).value(Numbers.dot(theta, theta), 0);
  }

  private static CellGrid grid(
      Network network, CycleSettings cycle, Regularization gamma, int intervals) {
    return CellGrid.cut(
        network,
        ExampleBlocks.of(TILING, 1),
        gamma,
        Hierarchy.of(network.layers(), cycle).cPoints(),
        intervals,
        0);
  }
}
