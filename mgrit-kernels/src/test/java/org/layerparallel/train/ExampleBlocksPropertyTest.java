package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.RandomCycles;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;
import org.layerparallel.sweep.GradientRule;

/**
 * Objective and gradient of examples cut into blocks are those of the whole, to rounding: states and adjoints are the
 * same to the last bit (see {@code SerialPropertyTest}), sums over examples are rounded otherwise.
 */
class ExampleBlocksPropertyTest {

  private static final double ROUNDING = 1e-12;
  private static final Regularization GAMMA = new Regularization(1e-2, 1e-3, 1e-2, Weighting.INTEGRAL);

  @Provide
  Arbitrary<CycleSettings> cycles() {
    return RandomCycles.any();
  }

  /** Tiles have 125 examples here; so there may be one tile, more blocks wanted than tiles, and no validation. */
  @Property(tries = 60)
  void objectiveAndGradient(
      @ForAll @IntRange(min = 1, max = 20) int layers,
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll OpeningKind opening,
      @ForAll @IntRange(min = 1, max = 600) int training,
      @ForAll @IntRange(min = 0, max = 300) int validation,
      @ForAll @IntRange(min = 1, max = 4) int intervals,
      @ForAll @IntRange(min = 2, max = 7) int exampleBlocks,
      @ForAll GradientRule rule,
      @ForAll("cycles") CycleSettings cycle,
      @ForAll long seed) {
    int features = opening == OpeningKind.DENSE ? 2 : 1;
    Network network =
        new Network(features, width, 3, layers, 1, new Tanh(), BiasKind.CHANNEL, opening);
    Sample sample = Sample.of(network, training, validation, 0.5, seed).weighted(seed);
    LayerParallel whole = solved(sample, cycle, intervals, rule, 1, 0);
    LayerParallel cut = solved(sample, cycle, intervals, rule, exampleBlocks, 0);
    assertSame(whole, cut);
    assertSame(whole, solved(sample, cycle, intervals, rule, 1, exampleBlocks));
    // Where columns are the example blocks, sums are the driver's, too.
    LayerParallel columns = solved(sample, cycle, intervals, rule, exampleBlocks, 1);
    assertEquals(cut.evaluation(), columns.evaluation(), "objective in columns");
    Numbers.assertSame(cut.gradient().toDesign(), columns.gradient().toDesign(), "gradient in columns");
  }

  private static void assertSame(LayerParallel whole, LayerParallel cut) {
    double objective = whole.evaluation().objective();
    assertEquals(objective, cut.evaluation().objective(), ROUNDING * (1 + Math.abs(objective)), "objective");
    // Sums of eighths are exact.
    assertEquals(whole.evaluation().trainAccuracy(), cut.evaluation().trainAccuracy(), "training accuracy");
    assertEquals(
        whole.evaluation().validationAccuracy(), cut.evaluation().validationAccuracy(), "validation accuracy");
    Numbers.assertClose(whole.gradient().toDesign(), cut.gradient().toDesign(), ROUNDING, "gradient");
  }

  @Test
  void refusesNone() {
    Network network =
        new Network(2, 2, 3, 2, 1, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);
    Sample sample = Sample.of(network, 3, 0, 0.5, 1);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> sample.problem(GAMMA, InProcess.sequential(), null, 0, 0, 0));
    assertEquals("exampleBlocks=0, must be >= 1", refused.getMessage());
  }

  private static LayerParallel solved(
      Sample sample, CycleSettings cycle, int intervals, GradientRule rule, int exampleBlocks, int columns) {
    return LayerParallel.of(
        sample, GAMMA, cycle, 2, 2, new InProcess(intervals, 1), rule, exampleBlocks, columns);
  }
}
