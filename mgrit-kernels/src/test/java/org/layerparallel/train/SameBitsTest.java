package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;
import org.layerparallel.optim.Adam;
import org.layerparallel.optim.Momentum;
import org.layerparallel.optim.StepRule;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.Interpolation;

/**
 * Trained weights and histories are the same to the last bit for any number of intervals and threads, whether F-points
 * are kept or not.
 */
class SameBitsTest {

  /** Width 5 and a channel bias: 30 weights a layer, no multiple of any vector length. */
  static final Network NETWORK =
      new Network(2, 5, 3, 6, 1.5, new SmoothedRelu(0.1), BiasKind.CHANNEL, OpeningKind.DENSE);

  /** Enough examples for three tiles, so that the threads of the coarse levels share them. */
  private static final int TRAINING = 300;

  record Case(String name, Consumer<Recipe> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("usual", r -> {}),
        new Case("FCF on the finest level", r -> r.cycle = Recipe.cycle(1)),
        new Case("FCFCF, F-cycle, skipped first down-cycle", r ->
            r.cycle = new CycleSettings(CycleKind.F, List.of(2), List.of(2, 0), 4, 1, true)),
        new Case("in turn, FCF", r -> {
          r.cycle = Recipe.cycle(1);
          r.order = SolveOrder.IN_TURN;
        }),
        new Case("exact", r -> r.exact = true),
        new Case("linear, time derivative", r -> {
          r.interpolation = Interpolation.LINEAR;
          r.gamma = new Regularization(1e-3, 1e-2, 1e-3, Weighting.INTEGRAL);
        }),
        new Case("factor 3, odd layer counts, sum", r -> {
          r.network = r.network.withLayers(5);
          r.refinementFactor = 3;
          r.interpolation = Interpolation.LINEAR;
          r.gamma = new Regularization(1e-3, 1e-4, 1e-3, Weighting.SUM);
        }),
        new Case("cubic, pairs and states carried over, time derivative", r -> {
          r.network = r.network.withLayers(7);
          r.interpolation = Interpolation.CUBIC;
          r.memory = RefinementRule.Memory.CARRY;
          r.states = RefinementRule.States.INTERPOLATED;
          r.gamma = new Regularization(1e-3, 1e-2, 1e-3, Weighting.INTEGRAL);
        }),
        new Case("zero layers, pairs and states carried over, factor 3, sum, FCF", r -> {
          r.network = r.network.withLayers(1);
          r.cycle = Recipe.cycle(1);
          r.refinementFactor = 3;
          r.interpolation = Interpolation.ZERO;
          r.memory = RefinementRule.Memory.CARRY;
          r.states = RefinementRule.States.INTERPOLATED;
          r.gamma = new Regularization(1e-3, 1e-4, 1e-3, Weighting.SUM);
        }),
        new Case("as the reference", r -> {
          r.solveAfterStep = true;
          r.order = SolveOrder.IN_TURN;
          r.rule = GradientRule.AS_SWEPT;
        }),
        new Case("momentum, batches, time derivative", r -> {
          r.direction = new Momentum(0.9);
          r.step = new StepRule.OneOverK(0.02);
          r.batching = new Batching(130, 3);
          r.gamma = new Regularization(1e-3, 1e-2, 1e-3, Weighting.INTEGRAL);
        }),
        new Case("Adam, batches, in turn, skipped first down-cycle, states carried over", r -> {
          r.direction = new Adam(0.9, 0.99, 1e-8);
          r.step = new StepRule.Fixed(0.01);
          r.batching = new Batching(29, 4);
          r.order = SolveOrder.IN_TURN;
          r.cycle = new CycleSettings(CycleKind.V, List.of(2), List.of(1, 0), 4, 1, true);
          r.states = RefinementRule.States.INTERPOLATED;
        }),
        new Case("momentum, batches, exact", r -> {
          r.direction = new Momentum(0.5);
          r.step = new StepRule.Fixed(0.05);
          r.batching = new Batching(100, 5);
          r.exact = true;
        }),
        new Case("Adam, all examples", r -> {
          r.direction = new Adam(0.9, 0.999, 1e-8);
          r.step = new StepRule.Fixed(0.01);
        }),
        new Case("scalar bias, zero-expansion, tanh", r ->
            r.network =
                new Network(2, 5, 3, 6, 1.5, new Tanh(), BiasKind.SCALAR, OpeningKind.ZERO_EXPANSION)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weightsAndHistories(Case one) {
    Recipe recipe = new Recipe(NETWORK);
    recipe.levels = 3;
    one.change.accept(recipe);
    TrainingSettings settings = recipe.settings();
    Sample sample = Sample.of(recipe.network, TRAINING, 40, 0.5, 41);
    ShortRun alone = ShortRun.of(sample, settings);
    assertEquals(12, alone.records().size(), "iterations");
    double[] start = sample.weights().classification();
    double moved = Numbers.norm(Numbers.plus(start, -1, alone.result().weights().classification()));
    assertTrue(moved > 1e-3, "training moved the classification by " + moved + " only");
    assertSameAs(alone, one.name, sample, settings, 1, 0);

    // Sums over examples are rounded otherwise in example blocks, and alike whatever computes them.
    for (int exampleBlocks : new int[] {2, 9}) {
      String what = one.name + ", " + exampleBlocks + " example blocks";
      ShortRun cut = run(sample, settings, new InProcess(1, 1), 1, 0, exampleBlocks, 0);
      Numbers.assertClose(
          alone.result().weights().toDesign(), cut.result().weights().toDesign(), 1e-9, what);
      assertSameAs(cut, what, sample, settings, exampleBlocks, 0);
      // Columns are the example blocks then.
      assertSameAs(cut, what + ", columns", sample, settings, exampleBlocks, 1);
    }

    // So they are at the ends of the network in columns.
    for (int columns : new int[] {1, 2, 9}) {
      String what = one.name + ", " + columns + " columns";
      ShortRun cut = run(sample, settings, new InProcess(1, 1), 1, 0, 1, columns);
      Numbers.assertClose(
          alone.result().weights().toDesign(), cut.result().weights().toDesign(), 1e-9, what);
      assertSameAs(columns == 1 ? alone : cut, what, sample, settings, 1, columns);
    }
  }

  private static void assertSameAs(
      ShortRun alone, String name, Sample sample, TrainingSettings settings, int exampleBlocks, int columns) {
    int[] counts = exampleBlocks == 1 && columns == 0 ? new int[] {1, 2, 3, 8} : new int[] {1, 3};
    for (int intervals : counts) {
      for (int threads : new int[] {1, 2}) {
        // One thread recomputes F-points, two keep them.
        long fPointBytes = threads == 1 ? 0 : Long.MAX_VALUE;
        InProcess execution = new InProcess(intervals, threads);
        ShortRun run = run(sample, settings, execution, threads, fPointBytes, exampleBlocks, columns);
        String what = name + ", " + intervals + " intervals, " + threads + " threads";
        Numbers.assertSame(
            alone.result().weights().toDesign(), run.result().weights().toDesign(), what);
        assertEquals(alone.recordsAsToNumbers(), run.recordsAsToNumbers(), what);
        assertEquals(alone.result().objective(), run.result().objective(), what);
      }
    }
  }

  private static ShortRun run(
      Sample sample,
      TrainingSettings settings,
      InProcess execution,
      int threads,
      long fPointBytes,
      int exampleBlocks,
      int columns) {
    return ShortRun.of(
        sample, settings, execution, threads, fPointBytes, exampleBlocks, columns, Checkpoints.NONE);
  }
}
