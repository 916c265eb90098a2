package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.network.Network;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;

/** A training that was saved after any iteration ends, on any number of intervals, with the weights it would have had. */
class ResumeTest {

  static Stream<SameBitsTest.Case> cases() {
    return Stream.concat(
        SameBitsTest.cases(),
        Stream.of(
            new SameBitsTest.Case("fixed step, no memory", r -> {
              r.step = new StepRule.Fixed(0.3);
              r.direction = Lbfgs.steepestDescent();
            }),
            new SameBitsTest.Case("a search with overflows", r ->
                r.step = new StepRule.Backtracking(1e200, 1e-20, 1e-4, 30, SearchFailure.ACCEPT)),
            new SameBitsTest.Case("in turn, a search with overflows", r -> {
              r.order = SolveOrder.IN_TURN;
              r.step = new StepRule.Backtracking(1e200, 1e-20, 1e-4, 30, SearchFailure.ACCEPT);
            }),
            new SameBitsTest.Case("searches that fail and recover", r -> {
              r.iterations = 8;
              r.first = new FirstSolves(0, 1, 0);
              r.step = new StepRule.Backtracking(0.3, 0.5, 0.75, 1, SearchFailure.RECOVER);
            }),
            new SameBitsTest.Case("target reached", r -> r.target = 0.2)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sameBitsFromAnywhere(SameBitsTest.Case one) {
    Recipe recipe = new Recipe(SameBitsTest.NETWORK);
    recipe.levels = 3;
    one.change().accept(recipe);
    TrainingSettings settings = recipe.settings();
    Sample sample = Sample.of(recipe.network, 60, 10, 0.5, 43);
    ShortRun through = ShortRun.of(sample, settings);
    MemoryCheckpoints checkpoints = MemoryCheckpoints.ofAll();
    ShortRun saving = ShortRun.of(sample, settings, new InProcess(2, 1), 1, 0, checkpoints);
    assertSame(through, saving, 0, "saving");
    assertEquals(saving.records().size(), checkpoints.saved.size(), "checkpoints");

    for (int i = 0; i < checkpoints.saved.size(); i++) {
      int intervals = 1 + i % 4;
      long fPointBytes = i % 2 == 0 ? 0 : Long.MAX_VALUE;
      ShortRun resumed =
          ShortRun.resumed(
              checkpoints.saved.get(i), sample, settings, new InProcess(intervals, 1), 1, fPointBytes);
      assertSame(through, resumed, i + 1, "resumed after iteration " + i + " on " + intervals + " intervals");
    }
  }

  @ParameterizedTest
  @MethodSource("org.layerparallel.train.SameBitsTest#cases")
  void inExampleBlocks(SameBitsTest.Case one) {
    Recipe recipe = new Recipe(SameBitsTest.NETWORK);
    recipe.levels = 2;
    one.change().accept(recipe);
    TrainingSettings settings = recipe.settings();
    Sample sample = Sample.of(recipe.network, 300, 10, 0.5, 47);
    MemoryCheckpoints checkpoints = MemoryCheckpoints.ofAll();
    ShortRun saving = ShortRun.of(sample, settings, new InProcess(1, 1), 1, 0, 3, 0, checkpoints);
    int last = checkpoints.saved.size() - 2;
    for (int i : new int[] {1, last}) {
      MemoryCheckpoints.Saved saved = checkpoints.saved.get(i);
      String what = "resumed after iteration " + i;
      for (int intervals : new int[] {1, 3}) {
        InProcess execution = new InProcess(intervals, 1);
        for (int columns : new int[] {0, 1}) {
          ShortRun same = ShortRun.resumed(saved, sample, settings, execution, 1, 0, 3, columns);
          assertSame(saving, same, i + 1, what + " on " + intervals + " intervals, " + columns + " columns");
        }
        for (int exampleBlocks : new int[] {1, 2}) {
          ShortRun other = ShortRun.resumed(saved, sample, settings, execution, 1, 0, exampleBlocks, 0);
          Numbers.assertClose(
              saving.result().weights().toDesign(),
              other.result().weights().toDesign(),
              1e-9,
              what + " in " + exampleBlocks + " example blocks");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.layerparallel.train.SameBitsTest#cases")
  void inColumns(SameBitsTest.Case one) {
    Recipe recipe = new Recipe(SameBitsTest.NETWORK);
    recipe.levels = 2;
    one.change().accept(recipe);
    TrainingSettings settings = recipe.settings();
    Sample sample = Sample.of(recipe.network, 300, 10, 0.5, 47);
    MemoryCheckpoints checkpoints = MemoryCheckpoints.ofAll();
    ShortRun saving = ShortRun.of(sample, settings, new InProcess(2, 1), 1, 0, 1, 3, checkpoints);
    for (int i : new int[] {1, checkpoints.saved.size() - 2}) {
      ShortRun same =
          ShortRun.resumed(
              checkpoints.saved.get(i), sample, settings, new InProcess(3, 2), 1, 0, 1, 3);
      assertSame(saving, same, i + 1, "resumed after iteration " + i);
    }
  }

  /** The cost of a resumed iteration is what it would have been; that of saving is in no record. */
  @Test
  void savingAndResumingCountInNoRecord() {
    Recipe recipe = new Recipe(SameBitsTest.NETWORK);
    Sample sample = Sample.of(recipe.network, 30, 0, 0.5, 44);
    ShortRun through = ShortRun.of(sample, recipe.settings(), new InProcess(2, 1), 1);
    MemoryCheckpoints checkpoints = MemoryCheckpoints.ofAll();
    ShortRun saving = ShortRun.of(sample, recipe.settings(), new InProcess(2, 1), 1, 0, checkpoints);
    assertEquals(through.records(), saving.records());
    ShortRun resumed =
        ShortRun.resumed(
            checkpoints.saved.get(1), sample, recipe.settings(), new InProcess(2, 1), 1, 0);
    assertEquals(through.records().subList(2, 4), resumed.records());
  }

  @Test
  void aStopIsSavedAndLeavesNoResult() {
    Recipe recipe = new Recipe(SameBitsTest.NETWORK);
    recipe.levels = 2;
    Sample sample = Sample.of(recipe.network, 30, 10, 0.5, 45);
    MemoryCheckpoints checkpoints = new MemoryCheckpoints(6);
    TrainingStopped stopped =
        assertThrows(
            TrainingStopped.class,
            () -> ShortRun.of(sample, recipe.settings(), new InProcess(2, 1), 1, 0, checkpoints));
    assertEquals("stopped on level 1 after iteration 2", stopped.getMessage());
    MemoryCheckpoints.Saved last = checkpoints.saved.get(5);
    assertEquals(List.of(StopReason.ITERATIONS_DONE), last.state().ended());
    ShortRun through = ShortRun.of(sample, recipe.settings());
    ShortRun resumed =
        ShortRun.resumed(last, sample, recipe.settings(), new InProcess(3, 1), 1, 0);
    assertSame(through, resumed, 6, "after a stop");
  }

  @Test
  void refusesWhatDoesNotFit() {
    Recipe recipe = new Recipe(SameBitsTest.NETWORK);
    Sample sample = Sample.of(recipe.network, 30, 10, 0.5, 46);
    MemoryCheckpoints checkpoints = MemoryCheckpoints.ofAll();
    ShortRun.of(sample, recipe.settings(), new InProcess(2, 1), 1, 0, checkpoints);
    MemoryCheckpoints.Saved saved = checkpoints.saved.get(0);

    Network wider = new Network(
        2, 7, 3, 6, 1.5, recipe.network.activation(), recipe.network.bias(), recipe.network.opening());
    assertRefused("opening and classification end at", saved, new Recipe(wider), wider);
    Recipe finer = new Recipe(recipe.network);
    finer.cycle = new CycleSettings(CycleKind.V, List.of(2), List.of(0), 2, 1, false);
    assertRefused("C-points", saved, finer, recipe.network);
    TrainingState state = saved.state();
    TrainingState elsewhere =
        new TrainingState(
            3, 0, state.ended(), state.evaluation(), state.optimizer(), state.ends(), state.solves());
    assertRefused(
        "level 3", new MemoryCheckpoints.Saved(elsewhere, saved.blocks()), recipe, recipe.network);
  }

  private static void assertRefused(
      String message, MemoryCheckpoints.Saved saved, Recipe recipe, Network network) {
    Sample sample = Sample.of(network, 30, 10, 0.5, 46);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ShortRun.resumed(saved, sample, recipe.settings(), new InProcess(2, 1), 1, 0));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  private static void assertSame(ShortRun through, ShortRun resumed, int from, String what) {
    Numbers.assertSame(
        through.result().weights().toDesign(), resumed.result().weights().toDesign(), what);
    List<IterationRecord> rest = through.recordsAsToNumbers();
    assertEquals(rest.subList(from, rest.size()), resumed.recordsAsToNumbers(), what);
    assertEquals(through.result().objective(), resumed.result().objective(), what);
    assertEquals(through.result().reasons(), resumed.result().reasons(), what);
  }
}
