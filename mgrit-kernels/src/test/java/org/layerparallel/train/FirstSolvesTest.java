package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.layerparallel.Sample;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.optim.StepRule;

/** The first iterations of each level solve more, by a number of cycles or until the residual has dropped. */
class FirstSolvesTest {

  private static final int LEVELS = 2;
  private static final int ITERATIONS = 5;
  private static final int FIRST = 3;
  private static final double DROP = 1e-4;

  private static final Network NETWORK =
      new Network(2, 3, 3, 32, 2, new SmoothedRelu(0.1), BiasKind.CHANNEL, OpeningKind.DENSE);

  private static final Sample SAMPLE = Sample.of(NETWORK, 10, 0, 0.3, 81);

  @Test
  void aFixedNumber() {
    for (IterationRecord record : train(new FirstSolves(FIRST, 6, 0))) {
      assertEquals(record.stateCycles(), record.adjointCycles(), "adjoint cycles of " + record);
      // A state is solved with the update before it, but for the first one.
      boolean before = record.iteration() - 1 < FIRST;
      assertEquals(before ? 6 : 2, record.stateCycles(), "state cycles of " + record);
    }
  }

  @Test
  void aFixedNumberInTurn() {
    Recipe recipe = recipe(new FirstSolves(FIRST, 6, 0));
    recipe.order = SolveOrder.IN_TURN;
    for (IterationRecord record : ShortRun.of(SAMPLE, recipe.settings()).records()) {
      boolean first = record.iteration() < FIRST;
      assertEquals(first ? 6 : 2, record.adjointCycles(), "adjoint cycles of " + record);
    }
  }

  @Test
  void untilTheResidualHasDropped() {
    List<IterationRecord> fixed = train(new FirstSolves(FIRST, 10, 0));
    List<IterationRecord> adaptive = train(new FirstSolves(FIRST, 10, DROP));
    // The first, cold residuals: those of a solve of one cycle.
    List<IterationRecord> cold = train(new FirstSolves(1, 1, 0));
    for (int level = 0; level < LEVELS; level++) {
      // Weights differ from the second level on, but not by so much that their residuals do.
      double state = cold.get(level * ITERATIONS).stateResidual();
      double adjoint = cold.get(level * ITERATIONS).adjointResidual();
      double slack = level == 0 ? 1 : 2;
      for (int k = 0; k < FIRST; k++) {
        IterationRecord record = adaptive.get(level * ITERATIONS + k);
        assertTrue(record.stateResidual() <= slack * DROP * state, state + " to " + record);
        assertTrue(record.adjointResidual() <= slack * DROP * adjoint, adjoint + " to " + record);
      }
    }
    assertTrue(
        cycles(adaptive) < cycles(fixed), cycles(adaptive) + " cycles, fixed " + cycles(fixed));
    IterationRecord first = adaptive.get(0);
    assertTrue(first.stateCycles() > 2 && first.stateCycles() < 10, "cycles of " + first);
    // A warm solve has most of the drop behind it.
    IterationRecord warm = adaptive.get(1);
    assertTrue(warm.stateCycles() < first.stateCycles(), first + " then " + warm);
    assertTrue(warm.adjointCycles() < first.adjointCycles(), first + " then " + warm);
  }

  private static int cycles(List<IterationRecord> records) {
    return records.stream().mapToInt(r -> r.stateCycles() + r.adjointCycles()).sum();
  }

  private static List<IterationRecord> train(FirstSolves first) {
    return ShortRun.of(SAMPLE, recipe(first).settings()).records();
  }

  private static Recipe recipe(FirstSolves first) {
    Recipe recipe = new Recipe(NETWORK);
    recipe.levels = LEVELS;
    recipe.iterations = ITERATIONS;
    recipe.step = new StepRule.Fixed(0.05);
    recipe.stop = StopRule.cycles(2);
    recipe.first = first;
    return recipe;
  }
}
