package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.Numbers;
import org.layerparallel.PlainRefinement;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Relu;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;
import org.layerparallel.sweep.Interpolation;
import org.layerparallel.sweep.Refinement;

/** Levels of the nested iteration: which networks, which weights they start from, what is told of them. */
class NestedTrainingTest {

  private static final Network NETWORK =
      new Network(2, 3, 3, 5, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);

  private static final Sample SAMPLE = Sample.of(NETWORK, 12, 5, 0.5, 71);

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 2", "5, 2"})
  void levelsAreRefinedAndRecordedInOrder(int factor, int levels) {
    Recipe recipe = new Recipe(NETWORK);
    recipe.refinementFactor = factor;
    recipe.levels = levels;
    recipe.iterations = 3;
    ShortRun run = ShortRun.of(SAMPLE, recipe.settings(), new InProcess(3, 1), 1);
    List<String> expected = new ArrayList<>();
    int layers = 5;
    for (int level = 0; level < levels; level++) {
      for (int k = 0; k < 3; k++) {
        expected.add(level + " " + layers + " " + k);
      }
      layers *= factor;
    }
    assertEquals(
        expected,
        run.records().stream().map(r -> r.level() + " " + r.layers() + " " + r.iteration()).toList());
    assertEquals(layers / factor, run.result().network().layers());
    run.result().weights().requireFit(run.result().network());
    assertEquals(levels, run.result().reasons().size(), "reasons");
    assertEquals(levels, run.ended().size(), "levels ended");
    assertTrue(run.records().stream().allMatch(r -> r.supersteps() > 0), "supersteps");
    assertTrue(run.records().stream().allMatch(r -> r.stateCycles() > 0 && r.adjointCycles() > 0), "cycles");
  }

  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 2", "LINEAR, 2", "CUBIC, 2", "ZERO, 2", "CONSTANT, 3", "LINEAR, 3", "CUBIC, 4", "ZERO, 4"
  })
  void aLevelStartsFromTheRefinedWeightsOfTheOneBefore(Interpolation interpolation, int factor) {
    Recipe recipe = new Recipe(NETWORK);
    recipe.exact = true;
    recipe.interpolation = interpolation;
    recipe.refinementFactor = factor;
    recipe.gamma = new Regularization(1e-2, 1e-2, 1e-2, Weighting.INTEGRAL);
    Weights coarse = ShortRun.of(SAMPLE, recipe.settings()).result().weights();

    recipe.levels = 2;
    ShortRun nested = ShortRun.of(SAMPLE, recipe.settings(), new InProcess(2, 1), 1);
    PlainRefinement plain = new PlainRefinement(interpolation, NETWORK, factor);
    Weights refined =
        new Weights(
            coarse.opening(),
            Refinement.refine(interpolation, coarse.residual(), 5, factor),
            coarse.classification());
    Sample fine = new Sample(plain.fine(), refined, SAMPLE.training(), SAMPLE.validation());
    IterationRecord first = nested.records().get(recipe.iterations);
    assertEquals(1, first.level());
    assertEquals(
        fine.serial().objective(fine.training(), recipe.gamma), first.objective(), 1e-12, "objective");

    // And goes on from there as a run of its own would: nothing of the past is remembered.
    recipe.levels = 1;
    recipe.network = fine.network();
    ShortRun alone = ShortRun.of(fine, recipe.settings(), new InProcess(2, 1), 1);
    Numbers.assertSame(
        alone.result().weights().toDesign(), nested.result().weights().toDesign(), "final weights");
  }

  /** But where sigma(0) is not zero, as of the smoothed ReLU. */
  @ParameterizedTest
  @CsvSource({"2", "3"})
  void layersThatStartAtZeroLeaveTheNetworkAsItWas(int factor) {
    for (Activation activation : List.of(new Tanh(), new Relu(), new SmoothedRelu(0.1))) {
      Network network =
          new Network(2, 3, 3, 5, 2, activation, BiasKind.CHANNEL, OpeningKind.DENSE);
      Recipe recipe = new Recipe(network);
      recipe.exact = true;
      recipe.levels = 2;
      recipe.refinementFactor = factor;
      recipe.interpolation = Interpolation.ZERO;
      Sample sample = Sample.of(network, 12, 5, 0.5, 73);
      ShortRun run = ShortRun.of(sample, recipe.settings());
      IterationRecord before = run.records().get(recipe.iterations - 1);
      IterationRecord after = run.records().get(recipe.iterations);
      if (activation instanceof SmoothedRelu) {
        assertTrue(Math.abs(before.loss() - after.loss()) > 1e-4, before + " then " + after);
      } else {
        assertEquals(before.objective(), after.objective(), 1e-14, "objective, " + activation);
        assertEquals(before.loss(), after.loss(), 1e-14, "loss, " + activation);
        assertEquals(before.validationAccuracy(), after.validationAccuracy(), "accuracy, " + activation);
      }
      assertEquals(2.0 * factor, run.result().network().finalTime(), "T");
    }
  }

  @Test
  void theResultIsTheNetworksOwnWhateverTheCyclesLeftUnsolved() {
    Recipe recipe = new Recipe(NETWORK.withLayers(20));
    recipe.first = new FirstSolves(0, 1, 0);
    Sample sample = Sample.of(recipe.network, 12, 5, 0.5, 72);
    TrainingResult result = ShortRun.of(sample, recipe.settings()).result();
    Sample end = sample.withDesign(result.weights().toDesign());
    assertEquals(end.serial().objective(end.training(), recipe.gamma), result.objective(), 1e-12);
    assertEquals(end.serial().loss(end.training()), result.loss(), 1e-12);
    assertEquals(end.serial().accuracy(end.training()), result.trainAccuracy());
    assertEquals(end.serial().accuracy(end.validation()), result.validationAccuracy());
  }

  @Test
  void enoughCyclesTrainAsExactPropagationDoes() {
    Recipe recipe = new Recipe(NETWORK);
    recipe.levels = 2;
    recipe.stop = StopRule.cycles(6);
    recipe.first = new FirstSolves(0, 1, 0);
    ShortRun cycles = ShortRun.of(SAMPLE, recipe.settings());
    recipe.exact = true;
    ShortRun exact = ShortRun.of(SAMPLE, recipe.settings());
    Numbers.assertSame(
        exact.result().weights().toDesign(), cycles.result().weights().toDesign(), "weights");
  }
}
