package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.optim.StepRule;

/** Columns where the cells are: that their weights are those of others is in {@link SameBitsTest}. */
class ColumnsTest {

  private static final int FEW = 300;
  private static final int MANY = 1500;

  /** What passes the caller in two trainings that do the same number of steps, of five times as many examples. */
  @ParameterizedTest
  @EnumSource
  void noStatePassesTheCaller(SolveOrder order) {
    assertTrue(bytes(order, 0, MANY) > 3 * bytes(order, 0, FEW), "on the driver: states pass");
    // A norm's squares are a number a tile.
    long few = bytes(order, 3, FEW);
    long many = bytes(order, 3, MANY);
    int tiles = (MANY - FEW) / 100;
    assertEquals(few, many, 8.0 * 3 * tiles * ITERATIONS * NORMS, few + " bytes, then " + many);
  }

  private static final int ITERATIONS = 8;

  /** State and adjoint, of three cycles at most. */
  private static final int NORMS = 2 * 3;

  private static long bytes(SolveOrder order, int columns, int examples) {
    Metered metered = new Metered(new InProcess(3, 1));
    Recipe recipe = new Recipe(SameBitsTest.NETWORK);
    recipe.levels = 2;
    recipe.order = order;
    recipe.step = new StepRule.Fixed(0.1);
    Sample sample = Sample.of(recipe.network, examples, examples / 2, 0.5, 48);
    ShortRun run =
        ShortRun.of(sample, recipe.settings(), metered, 1, 0, 1, columns, Checkpoints.NONE);
    assertEquals(ITERATIONS, run.records().size(), "iterations");
    return metered.bytes();
  }
}
