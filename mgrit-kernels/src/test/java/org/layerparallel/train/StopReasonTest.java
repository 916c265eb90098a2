package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;

/** Why levels end, and with which weights. */
class StopReasonTest {

  @Test
  void aSmallGradientEndsEachLevelAtOnce() {
    Recipe recipe = recipe();
    recipe.gradientTolerance = 1e9;
    recipe.levels = 2;
    ShortRun run = run(recipe);
    assertEquals(List.of(StopReason.GRADIENT_SMALL, StopReason.GRADIENT_SMALL), run.result().reasons());
    assertEquals(2, run.records().size(), "iterations");
  }

  @Test
  void theGradientIsSmallWhenItsNormIsTheTolerance() {
    Recipe recipe = recipe();
    recipe.iterations = 6;
    List<IterationRecord> records = run(recipe).records();
    recipe.gradientTolerance = records.get(3).gradientNorm();
    int expected = 0;
    while (records.get(expected).gradientNorm() > recipe.gradientTolerance) {
      expected++;
    }
    ShortRun stopped = run(recipe);
    assertEquals(records.subList(0, expected + 1), stopped.records());
    assertEquals(List.of(StopReason.GRADIENT_SMALL), stopped.result().reasons());
  }

  @Test
  void aTargetAccuracyEndsALevelWhereThereIsAValidationSet() {
    Recipe recipe = recipe();
    recipe.target = 0;
    ShortRun reached = run(recipe);
    assertEquals(List.of(StopReason.TARGET_REACHED), reached.result().reasons());
    assertEquals(1, reached.records().size(), "iterations");

    Sample sample = sample(recipe.network);
    Sample unvalidated =
        new Sample(sample.network(), sample.weights(), sample.training(), Examples.none(2));
    ShortRun run = ShortRun.of(unvalidated, recipe.settings());
    assertEquals(List.of(StopReason.ITERATIONS_DONE), run.result().reasons());
    assertEquals(recipe.iterations, run.records().size(), "iterations");
    assertTrue(Double.isNaN(run.result().validationAccuracy()), "accuracy on no examples");
  }

  @ParameterizedTest
  @CsvSource({"1e300, true", "1e300, false", "1e160, false", "1e80, true"})
  void aStepToNowhereLeavesTheLastGoodWeights(double step, boolean exact) {
    Recipe recipe = recipe();
    recipe.step = new StepRule.Fixed(step);
    recipe.exact = exact;
    recipe.levels = 3;
    recipe.network = network(new SmoothedRelu(0.1));
    ShortRun run = run(recipe);
    TrainingResult result = run.result();
    assertEquals(List.of(StopReason.NOT_FINITE), result.reasons());
    assertTrue(result.reasons().get(0).failed());
    assertEquals(List.of(0), run.ended(), "levels ended");
    assertEquals(recipe.network, result.network());
    assertTrue(Double.isFinite(result.objective()), "objective " + result.objective());
    assertTrue(Arrays.stream(result.weights().toDesign()).allMatch(Double::isFinite), "weights");
    IterationRecord last = run.records().get(run.records().size() - 1);
    Sample end = sample(recipe.network).withDesign(result.weights().toDesign());
    double objective = end.serial().objective(end.training(), recipe.gamma);
    assertEquals(objective, result.objective(), 1e-12 * objective, "objective of the weights");
    if (exact) {
      assertEquals(last.objective(), result.objective(), "objective last told");
    }
  }

  @ParameterizedTest
  @CsvSource({"STOP", "RESET", "ACCEPT"})
  void aSearchThatFindsNothingFollowsItsRule(SearchFailure onFailure) {
    // One trial, and that too large: no step decreases the objective enough.
    Recipe recipe = recipe();
    recipe.exact = true;
    recipe.step = new StepRule.Backtracking(1e3, 0.5, 0.9, 1, onFailure);
    ShortRun run = run(recipe);
    double[] start = sample(recipe.network).weights().toDesign();
    double[] end = run.result().weights().toDesign();
    if (onFailure == SearchFailure.ACCEPT) {
      assertEquals(List.of(StopReason.ITERATIONS_DONE), run.result().reasons());
      assertEquals(recipe.iterations, run.records().size(), "iterations");
      IterationRecord first = run.records().get(0);
      double expected = 1e3 * first.gradientNorm();
      IterationRecord second = run.records().get(1);
      assertEquals(1e3, second.stepSize());
      assertTrue(second.objective() > first.objective() - 0.9 * expected * first.gradientNorm(),
          "the search did not fail: " + second);
    } else {
      assertEquals(List.of(StopReason.SEARCH_FAILED), run.result().reasons());
      assertEquals(1, run.records().size(), "iterations");
      Numbers.assertSame(start, end, "weights before the search");
      assertEquals(run.records().get(0).objective(), run.result().objective(), "objective");
    }
  }

  @Test
  void aTrialThatIsNotFiniteSpoilsNoneAfterIt() {
    // Two cycles do not forget a guess that is not a number; the one before such a trial serves again.
    Recipe recipe = recipe();
    recipe.network = network(new SmoothedRelu(0.1)).withLayers(24);
    recipe.first = new FirstSolves(0, 1, 0);
    double huge = 0x1p600;
    recipe.step = new StepRule.Backtracking(huge, 0.125 / huge, 1e-4, 2, SearchFailure.STOP);
    ShortRun stumbled = run(recipe);
    recipe.step = new StepRule.Backtracking(0.125, 0.5, 1e-4, 1, SearchFailure.STOP);
    ShortRun straight = run(recipe);
    assertEquals(List.of(StopReason.ITERATIONS_DONE), straight.result().reasons());
    assertEquals(1, stumbled.records().get(1).lineSearchIterations(), "reductions");
    Numbers.assertSame(
        straight.result().weights().toDesign(), stumbled.result().weights().toDesign(), "weights");
  }

  @Test
  void resetFallsBackOnTheGradient() {
    // Steps of 0.2 alone: too long for 0.96 of the slope along directions of L-BFGS, not along the gradient.
    Recipe recipe = recipe();
    recipe.network =
        new Network(2, 3, 3, 6, 1, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);
    recipe.exact = true;
    recipe.iterations = 6;
    recipe.step = new StepRule.Backtracking(0.2, 0.5, 0.96, 1, SearchFailure.RESET);
    ShortRun reset = run(recipe);
    recipe.step = new StepRule.Backtracking(0.2, 0.5, 0.96, 1, SearchFailure.ACCEPT);
    ShortRun accepted = run(recipe);
    recipe.step = new StepRule.Fixed(0.2);
    recipe.direction = Lbfgs.steepestDescent();
    ShortRun descent = run(recipe);

    assertEquals(List.of(StopReason.ITERATIONS_DONE), reset.result().reasons());
    Numbers.assertClose(
        descent.result().weights().toDesign(), reset.result().weights().toDesign(), 1e-14, "weights");
    double apart = Math.abs(accepted.result().objective() - descent.result().objective());
    assertTrue(apart > 1e-4, "L-BFGS did not differ from descent but by " + apart);
  }

  @Test
  void aLevelWhoseSearchFailsIsFollowedByTheNext() {
    Recipe recipe = recipe();
    recipe.step = new StepRule.Backtracking(1e3, 0.5, 0.9, 1, SearchFailure.STOP);
    recipe.levels = 2;
    ShortRun run = run(recipe);
    assertEquals(List.of(StopReason.SEARCH_FAILED, StopReason.SEARCH_FAILED), run.result().reasons());
    assertEquals(2 * recipe.network.layers(), run.result().network().layers());
  }

  private static Recipe recipe() {
    return new Recipe(network(new Tanh()));
  }

  private static Network network(Activation activation) {
    return new Network(2, 3, 3, 6, 2, activation, BiasKind.CHANNEL, OpeningKind.DENSE);
  }

  private static Sample sample(Network network) {
    return Sample.of(network, 12, 4, 0.5, 61);
  }

  private static ShortRun run(Recipe recipe) {
    return ShortRun.of(sample(recipe.network), recipe.settings());
  }
}
