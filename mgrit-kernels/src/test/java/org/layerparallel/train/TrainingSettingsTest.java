package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.network.Weights;
import org.layerparallel.sweep.Interpolation;

class TrainingSettingsTest {

  private static final Network NETWORK =
      new Network(2, 3, 3, 5, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);

  @Test
  void layersOfALevelArePowersOfTheFactor() {
    Recipe recipe = new Recipe(NETWORK);
    recipe.refinementFactor = 3;
    recipe.levels = 4;
    assertEquals(NETWORK.withLayers(135), recipe.settings().networkAt(3));
  }

  @Test
  void timeGrowsWithLayersThatAreZero() {
    Recipe recipe = new Recipe(NETWORK);
    recipe.refinementFactor = 3;
    recipe.interpolation = Interpolation.ZERO;
    recipe.levels = 3;
    Network finest = recipe.settings().networkAt(2);
    assertEquals(new Network(2, 3, 3, 45, 18, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE), finest);
    assertEquals(NETWORK.h(), finest.h());
  }

  @Test
  void refusesBadSettings() {
    assertMessage("gradientTolerance=-1.0, must be >= 0", r -> r.gradientTolerance = -1);
    assertMessage("factor=1, must be >= 2", r -> r.refinementFactor = 1);
    assertMessage("levels is empty, must have at least one entry", r -> r.levels = 0);
    assertMessage("iterations=0, must be >= 1", r -> r.iterations = 0);
    assertMessage("targetAccuracy=NaN, must be >= 0", r -> r.target = Double.NaN);
    assertMessage("iterations=-1, must be >= 0", () -> new FirstSolves(-1, 1, 0));
    assertMessage("maxCycles=0, must be >= 1", () -> new FirstSolves(1, 0, 0));
    assertMessage("drop=1.0, must be in [0, 1)", () -> new FirstSolves(1, 1, 1));
    assertMessage("drop=NaN, must be in [0, 1)", () -> new FirstSolves(1, 1, Double.NaN));
  }

  @Test
  void refusesMoreLayersThanCanBeCounted() {
    Recipe recipe = new Recipe(NETWORK);
    recipe.levels = 40;
    assertThrows(ArithmeticException.class, recipe::settings);
  }

  @Test
  void refusesExamplesAndWeightsThatDoNotFit() {
    Recipe recipe = new Recipe(NETWORK);
    Sample sample = Sample.of(NETWORK, 3, 2, 1, 1);
    assertMessage(
        "training has no examples, must have at least one",
        () -> problem(recipe, Examples.none(2), sample.validation()));
    assertMessage(
        "validation has 3 features, training 2",
        () -> problem(recipe, sample.training(), Examples.none(3)));

    Weights foreign = Sample.of(NETWORK.withLayers(6), 3, 2, 1, 1).weights();
    Sample wrong = new Sample(NETWORK, foreign, sample.training(), sample.validation());
    assertMessage(
        "residual has 72 weights, must have 60", () -> ShortRun.of(wrong, recipe.settings()));
    Examples labelled = new Examples(new double[2], new int[] {3}, 2);
    Sample unknown = new Sample(NETWORK, sample.weights(), labelled, Examples.none(2));
    assertMessage("labels[0]=3, must be in 0..2", () -> ShortRun.of(unknown, recipe.settings()));
  }

  @Test
  void refusesExamplesOfAnotherNumberOfFeatures() {
    Sample three = Sample.of(
        new Network(3, 3, 3, 5, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE), 3, 2, 1, 1);
    Sample wrong = new Sample(
        NETWORK, Sample.of(NETWORK, 1, 0, 1, 1).weights(), three.training(), three.validation());
    assertMessage(
        "training has 3 features, the network 2",
        () -> ShortRun.of(wrong, new Recipe(NETWORK).settings()));
  }

  private static void problem(Recipe recipe, Examples training, Examples validation) {
    new Problem(training, validation, recipe.gamma, InProcess.sequential(), null, 0, 1, 0);
  }

  private static void assertMessage(String message, Consumer<Recipe> change) {
    Recipe recipe = new Recipe(NETWORK);
    change.accept(recipe);
    assertMessage(message, recipe::settings);
  }

  private static void assertMessage(String message, Executable bad) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, bad).getMessage());
  }
}
