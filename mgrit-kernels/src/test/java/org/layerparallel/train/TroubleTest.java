package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Relu;
import org.layerparallel.network.Tanh;
import org.layerparallel.network.Weights;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;

/** Numbers that fail are named at once, mended as far as they can be, and never end up in the weights. */
class TroubleTest {

  private static final Network NETWORK =
      new Network(2, 4, 3, 12, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);

  /** All that is told of a run. */
  private static final class Told implements TrainingListener {
    final List<IterationRecord> records = new ArrayList<>();
    final List<Trouble> troubles = new ArrayList<>();

    @Override
    public void iteration(IterationRecord record) {
      records.add(record);
    }

    @Override
    public void levelEnded(int level, StopReason reason) {}

    @Override
    public void trouble(Trouble trouble) {
      troubles.add(trouble);
    }

    String remedies() {
      return troubles.stream()
          .map(trouble -> trouble.quantity() + " " + trouble.remedy())
          .collect(Collectors.joining(", "));
    }
  }

  private record Run(TrainingResult result, Told told) {}

  private static Run run(Sample sample, Recipe recipe) {
    Told told = new Told();
    try (Workers workers = new Workers(1)) {
      TrainingSettings settings = recipe.settings();
      Problem problem =
          sample.problem(settings.regularization(), new InProcess(2, 1), workers, 0);
      TrainingResult result =
          new NestedTraining(settings, problem, told, Checkpoints.NONE).run(sample.weights());
      return new Run(result, told);
    }
  }

  @Test
  void aHealthyRunHasNone() {
    Recipe recipe = new Recipe(NETWORK);
    recipe.levels = 2;
    recipe.iterations = 20;
    recipe.step = Recipe.backtracking(SearchFailure.RECOVER, 10);
    Run run = run(Sample.of(NETWORK, 40, 10, 0.5, 81), recipe);
    assertEquals("", run.told().remedies());
  }

  @ParameterizedTest
  @EnumSource(SolveOrder.class)
  void aStepThatOverflowsIsTriedWithMoreCyclesThenUndone(SolveOrder order) {
    Recipe recipe = new Recipe(NETWORK);
    recipe.order = order;
    recipe.step = new StepRule.Fixed(1e200);
    Sample sample = Sample.of(NETWORK, 40, 0, 0.5, 82);
    Run run = run(sample, recipe);
    assertEquals("OBJECTIVE MORE_CYCLES, OBJECTIVE STOP", run.told().remedies());
    assertEquals(List.of(StopReason.NOT_FINITE), run.result().reasons());
    assertTrue(run.result().failed());
    Numbers.assertSame(
        sample.weights().toDesign(), run.result().weights().toDesign(), "the weights before the step");
    assertTrue(Double.isFinite(run.result().objective()));
  }

  /** Steps so long that the weights grow until the numbers overflow, with pairs in the memory by then. */
  @ParameterizedTest
  @EnumSource(SolveOrder.class)
  void whereMoreCyclesDoNotHelpTheMemoryIsForgotten(SolveOrder order) {
    Network network = new Network(2, 4, 3, 12, 2, new Relu(), BiasKind.CHANNEL, OpeningKind.DENSE);
    Recipe recipe = new Recipe(network);
    recipe.order = order;
    recipe.iterations = 200;
    recipe.direction = new Lbfgs(3, false);
    recipe.step = new StepRule.Fixed(1e4);
    Run run = run(Sample.of(network, 40, 0, 0.5, 86), recipe);
    String remedies = run.told().remedies();
    assertTrue(remedies.contains("OBJECTIVE MORE_CYCLES, OBJECTIVE FORGET"), remedies);
    assertTrue(remedies.endsWith(" STOP"), remedies);
    assertEquals(List.of(StopReason.NOT_FINITE), run.result().reasons());
    for (double weight : run.result().weights().toDesign()) {
      assertTrue(Double.isFinite(weight));
    }
  }

  /** A network that overflows from the start has no good weights; nothing pretends otherwise. */
  @Test
  void anOverflowAtTheInitialWeightsEndsTheTrainingWithoutAnUpdate() {
    Network network = new Network(2, 4, 3, 110, 1100, new Relu(), BiasKind.CHANNEL, OpeningKind.DENSE);
    Recipe recipe = new Recipe(network);
    Sample sample = Sample.of(network, 20, 0, 30, 83);
    Run run = run(sample, recipe);
    assertEquals(List.of(StopReason.NOT_FINITE), run.result().reasons());
    assertTrue(run.result().failed());
    assertEquals(1, run.told().records.size());
    Trouble first = run.told().troubles.get(0);
    assertEquals(Trouble.Remedy.MORE_CYCLES, first.remedy());
    assertTrue(first.text().startsWith("level 0 (110 layers), iteration 1: "), first.text());
  }

  /** A search whose every trial is refused, as no step is long enough to show a decrease. */
  @Test
  void aFailedSearchIsRepeatedWithMoreCyclesThenWithoutMemoryThenEndsTheLevel() {
    Recipe recipe = new Recipe(NETWORK);
    recipe.iterations = 60;
    recipe.direction = new Lbfgs(5, true);
    recipe.first = new FirstSolves(0, 1, 0);
    Sample sample = Sample.of(NETWORK, 40, 0, 0.5, 84);
    // The decrease is to be nearly what the slope says: one trial shows that along a short gradient only.
    recipe.step = new StepRule.Backtracking(0.3, 0.5, 0.75, 1, SearchFailure.RECOVER);
    Run run = run(sample, recipe);
    assertTrue(run.told().remedies().endsWith("STEP MORE_CYCLES, STEP FORGET, STEP STOP"), run.told().remedies());
    assertEquals(List.of(StopReason.SEARCH_FAILED), run.result().reasons());
    assertTrue(Double.isFinite(run.result().objective()));
    // The level ended with the weights of its last record, whose objective is by two cycles only.
    IterationRecord last = run.told().records.get(run.told().records.size() - 1);
    assertEquals(last.objective(), run.result().objective(), 1e-3 * last.objective());
  }

  /** Coarse steps far beyond the stable ones: each cycle is worse than the one before. */
  @ParameterizedTest
  @CsvSource({"TOGETHER", "IN_TURN"})
  void aDivergingCycleIsFollowedByExactSolves(SolveOrder order) {
    Network stiff = new Network(2, 4, 3, 48, 12, new Relu(), BiasKind.CHANNEL, OpeningKind.DENSE);
    Recipe recipe = new Recipe(stiff);
    recipe.order = order;
    recipe.iterations = 3;
    recipe.first = new FirstSolves(0, 1, 0);
    recipe.stop = StopRule.cycles(6);
    recipe.cycle = new CycleSettings(CycleKind.V, List.of(4), List.of(0), 2, 1, false);
    Sample drawn = Sample.of(stiff, 30, 0, 1, 85);
    Weights decaying = decaying(stiff, drawn.weights());
    Sample sample = new Sample(stiff, decaying, drawn.training(), drawn.validation());
    Run run = run(sample, recipe);
    assertTrue(run.told().remedies().contains("_RESIDUAL MORE_CYCLES"), run.told().remedies());

    recipe.exact = true;
    Run exact = run(sample, recipe);
    assertEquals(
        exact.told().records.get(0).objective(), run.told().records.get(0).objective(), 1e-9);
    assertEquals(
        exact.told().records.get(0).gradientNorm(),
        run.told().records.get(0).gradientNorm(),
        1e-6 * exact.told().records.get(0).gradientNorm());
  }

  /** K = -a I: fine steps h a < 2 are stable, coarse ones 4 h a > 2 are not. */
  private static Weights decaying(Network network, Weights drawn) {
    double[] residual = drawn.residual().clone();
    int size = network.residualShape().size();
    for (int n = 0; n < network.layers(); n++) {
      for (int i = 0; i < network.width() * network.width(); i++) {
        residual[n * size + i] = i % (network.width() + 1) == 0 ? -6 : 0;
      }
      for (int i = network.width() * network.width(); i < size; i++) {
        residual[n * size + i] = 2;
      }
    }
    return new Weights(drawn.opening(), residual, drawn.classification());
  }
}
