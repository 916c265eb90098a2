package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.optim.Adam;
import org.layerparallel.optim.Averaging;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.Momentum;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;

/** Training by averages of gradients, of all examples and of batches. */
class StochasticTest {

  private static final Network NETWORK =
      new Network(2, 3, 3, 6, 1, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);

  private static final Sample SAMPLE = Sample.of(NETWORK, 23, 9, 0.5, 61);

  /** Weights and figures against a loop over the batches, with gradients of a solver that knows of none. */
  @ParameterizedTest(name = "at most {0} examples, weighted: {1}")
  @CsvSource({"0, false", "23, false", "8, false", "1, false", "8, true"})
  void exactSolvesGoWherePlainLoopsGo(int size, boolean weighted) {
    for (Averaging rule : List.of(new Momentum(0.8), new Adam(0.9, 0.99, 1e-4))) {
      Recipe recipe = recipe(rule, size);
      recipe.exact = true;
      recipe.step = new StepRule.OneOverK(0.1);
      Sample start = weighted ? SAMPLE.weighted(62) : SAMPLE;
      ShortRun run = ShortRun.of(start, recipe.settings());
      assertEquals(recipe.iterations, run.records().size());

      Batches batches = Batches.of(start.training(), start.validation(), recipe.batching);
      double[] theta = start.weights().toDesign();
      double[][] averages = new double[rule.averages()][theta.length];
      double[] gradient = null;
      double rate = 0;
      int moves = 0;
      for (int epoch = 0; epoch < recipe.iterations; epoch++) {
        double objective = 0;
        double total = 0;
        for (int batch : batches.order(0, epoch)) {
          if (gradient != null) {
            moves++;
            rule.move(rate, moves, gradient, averages, theta, 0, theta.length);
          }
          Sample here =
              new Sample(NETWORK, start.weights(), batches.training(batch), batches.validation(batch))
                  .withDesign(theta);
          gradient =
              LayerParallel.of(here, recipe.gamma, recipe.cycle, NETWORK.layers(), 1).gradient().toDesign();
          rate = 0.1 / (epoch + 1);
          double weight = Arrays.stream(here.training().weights()).sum();
          objective += weight * here.serial().objective(here.training(), recipe.gamma);
          total += weight;
        }
        assertEquals(objective / total, run.records().get(epoch).objective(), 1e-11, rule + ", epoch " + epoch);
      }
      Numbers.assertClose(theta, run.result().weights().toDesign(), 1e-10, rule + ", weights");
      Sample end = start.withDesign(run.result().weights().toDesign());
      assertEquals(end.serial().objective(end.training(), recipe.gamma), run.result().objective(), 1e-12);
      assertEquals(end.serial().accuracy(end.training()), run.result().trainAccuracy(), 1e-15);
      assertEquals(end.serial().accuracy(end.validation()), run.result().validationAccuracy(), 1e-15);
    }
  }

  /** Weighted as the examples are, they do: the batches' objective is the training's. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsOfBatchesAverageToThatOfAll(boolean weighted) {
    Sample sample = weighted ? SAMPLE.weighted(63) : SAMPLE;
    Recipe recipe = recipe(new Momentum(0), 5);
    Batches batches = Batches.of(sample.training(), sample.validation(), recipe.batching);
    double[] mean = new double[sample.weights().toDesign().length];
    double total = Arrays.stream(sample.training().weights()).sum();
    for (int b = 0; b < batches.count(); b++) {
      Sample own = new Sample(NETWORK, sample.weights(), batches.training(b), batches.validation(b));
      double share = Arrays.stream(own.training().weights()).sum() / total;
      mean = Numbers.plus(mean, share, gradient(own, recipe));
    }
    Numbers.assertClose(gradient(sample, recipe), mean, 1e-14, "gradient");
  }

  private static double[] gradient(Sample sample, Recipe recipe) {
    return LayerParallel.of(sample, recipe.gamma, recipe.cycle, NETWORK.layers(), 1).gradient().toDesign();
  }

  /** Two cycles a visit from where the last visit of the batch has ended: at weights that hardly move they converge. */
  @Test
  void everyBatchStartsFromItsOwnStates() {
    Recipe recipe = recipe(new Momentum(0), 8);
    recipe.step = new StepRule.Fixed(1e-12);
    recipe.first = new FirstSolves(0, 1, 0);
    recipe.stop = StopRule.cycles(1);
    recipe.iterations = 5;
    List<IterationRecord> records = ShortRun.of(SAMPLE, recipe.settings()).records();
    for (int epoch = 1; epoch < 3; epoch++) {
      double before = records.get(epoch - 1).stateResidual();
      assertTrue(records.get(epoch).stateResidual() < 0.2 * before, records::toString);
    }
    assertTrue(records.get(4).adjointResidual() < 1e-6 * records.get(0).adjointResidual(), records::toString);
    assertTrue(records.get(4).stateResidual() < 1e-9 * records.get(0).stateResidual(), records::toString);
  }

  /** A visit of d cycles is d relaxations and a gradient; a batch's first visit is no dearer. */
  @ParameterizedTest
  @CsvSource({"0, 1", "8, 3", "5, 5", "1, 23", "100, 1"})
  void supersteps(int size, int visits) {
    Recipe recipe = recipe(new Adam(0.9, 0.999, 1e-8), size);
    recipe.step = new StepRule.Fixed(1e-3);
    ShortRun run = ShortRun.of(SAMPLE, recipe.settings(), new InProcess(2, 1), 1);
    for (IterationRecord record : run.records()) {
      // First solves are five cycles for two epochs.
      int cycles = record.iteration() < 2 ? 5 : 2;
      assertEquals(visits * (cycles + 1), record.supersteps(), "epoch " + record.iteration());
      assertEquals(visits * cycles, record.stateCycles(), "epoch " + record.iteration());
    }
  }

  @Test
  void aBatchOfMoreThanThereAreIsThatOfAll() {
    ShortRun all = ShortRun.of(SAMPLE, recipe(new Momentum(0.9), 0).settings());
    ShortRun more = ShortRun.of(SAMPLE, recipe(new Momentum(0.9), 24).settings());
    Numbers.assertSame(all.result().weights().toDesign(), more.result().weights().toDesign(), "weights");
    assertEquals(all.records(), more.records());
  }

  /** Steps that overflow end the training at once, at weights whose numbers are finite. */
  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void overflowEndsTheTrainingWithTheLastGoodWeights(int size) {
    Recipe recipe = recipe(new Momentum(0.9), size);
    recipe.step = new StepRule.Fixed(1e200);
    ShortRun run = ShortRun.of(SAMPLE, recipe.settings());
    assertEquals(List.of(StopReason.NOT_FINITE), run.result().reasons());
    assertTrue(run.result().failed());
    assertTrue(Double.isFinite(run.result().objective()), "objective " + run.result().objective());
    assertTrue(
        Arrays.stream(run.result().weights().toDesign()).allMatch(Double::isFinite), "weights not finite");
    IterationRecord last = run.records().get(run.records().size() - 1);
    assertTrue(!Double.isFinite(last.objective()) || !Double.isFinite(last.gradientNorm()), last::toString);
  }

  @Test
  void refusesWhatMakesNoSense() {
    Recipe searching = recipe(new Momentum(0.9), 0);
    searching.step = Recipe.backtracking(SearchFailure.STOP, 3);
    assertRefused("must be known beforehand", searching);
    Recipe pairs = new Recipe(NETWORK);
    pairs.direction = new Lbfgs(3, true);
    pairs.batching = new Batching(4, 1);
    assertRefused("must have all examples", pairs);
  }

  private static void assertRefused(String message, Recipe recipe) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, recipe::settings);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  private static Recipe recipe(Averaging rule, int size) {
    Recipe recipe = new Recipe(NETWORK);
    recipe.direction = rule;
    recipe.batching = new Batching(size, 5);
    recipe.step = new StepRule.Fixed(0.02);
    return recipe;
  }
}
