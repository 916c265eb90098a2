package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.optim.StepRule;

/** Cells with the whole network: that their weights are those of others is in {@link SameBitsTest}. */
class DataParallelTest {

  private static final int FEW = 300;
  private static final int MANY = 1500;

  @Test
  void nothingOfTheSizeOfTheDataLeavesACell() {
    assertEquals(bytes(1, 2, FEW), bytes(1, 2, MANY), "bytes of the whole training");
    long few = bytes(1, 1, FEW);
    assertTrue(bytes(1, 1, MANY) > 3 * few, "one example block: states pass the driver");
    assertTrue(bytes(2, 2, MANY) > 3 * few, "two layer intervals: states pass the driver");
  }

  /** State; adjoint and gradient; sum of the gradient. In one example block: state; adjoint; gradient. */
  @Test
  void takesThreeSuperstepsAnIteration() {
    for (int exampleBlocks : new int[] {1, 2}) {
      ShortRun run = run(new InProcess(1, 1), exampleBlocks, FEW);
      // The step of the update is part of the iteration that it leads to.
      for (IterationRecord record : run.records()) {
        assertEquals(3, record.supersteps(), exampleBlocks + " example blocks, iteration " + record.iteration());
      }
    }
  }

  private static long bytes(int intervals, int exampleBlocks, int examples) {
    Metered metered = new Metered(new InProcess(intervals, 1));
    run(metered, exampleBlocks, examples);
    return metered.bytes();
  }

  private static ShortRun run(
      IntervalsFactory execution, int exampleBlocks, int examples) {
    Recipe recipe = new Recipe(SameBitsTest.NETWORK);
    recipe.exact = true;
    recipe.levels = 2;
    recipe.step = new StepRule.Fixed(0.1);
    Sample sample = Sample.of(recipe.network, examples, examples / 2, 0.5, 48);
    return ShortRun.of(sample, recipe.settings(), execution, 1, 0, exampleBlocks, 0, Checkpoints.NONE);
  }
}
