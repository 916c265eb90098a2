package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.sweep.Interpolation;

/** States that the first solves of a refined level start from. */
class CPointsTest {

  /** Of a state that is linear in time, or, between layers that are zero, stays as it is. */
  @Property(tries = 200)
  void statesThatAreLinearInTimeStaySo(
      @ForAll @IntRange(min = 1, max = 20) int layers,
      @ForAll @IntRange(min = 1, max = 6) int coarsening,
      @ForAll @IntRange(min = 1, max = 6) int fineCoarsening,
      @ForAll @IntRange(min = 2, max = 4) int factor,
      @ForAll Interpolation interpolation) {
    TimeGrid coarse = TimeGrid.ofLayers(layers).coarsen(coarsening);
    TimeGrid fine = TimeGrid.ofLayers(layers * factor).coarsen(fineCoarsening);
    double[][] states = new double[coarse.steps() + 1][];
    double[][] adjoints = new double[coarse.steps() + 1][];
    Arrays.setAll(states, j -> new double[] {1 + 2.0 * coarse.layer(j), 3});
    Arrays.setAll(adjoints, j -> new double[] {-1.0 * coarse.layer(j)});
    CPoints refined = new CPoints(coarse, states, adjoints).refined(interpolation, factor, fine);
    for (int j = 0; j <= fine.steps(); j++) {
      double time = (double) fine.layer(j) / factor;
      time = interpolation == Interpolation.ZERO ? Math.ceil(time) : time;
      String what = "C-point " + j + " of " + fine;
      Numbers.assertClose(new double[] {1 + 2 * time, 3}, refined.states()[j], 1e-14, what);
      Numbers.assertClose(new double[] {-time}, refined.adjoints()[j], 1e-14, what);
    }
    assertEquals(fine.steps() + 1, refined.states().length, "C-points");
  }

  @ParameterizedTest
  @CsvSource({"CONSTANT, TOGETHER", "LINEAR, IN_TURN", "CUBIC, TOGETHER", "ZERO, IN_TURN", "ZERO, TOGETHER"})
  void firstResidualsAreSmallerThanFromZero(Interpolation interpolation, SolveOrder order) {
    Network network = new Network(2, 3, 3, 24, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);
    Recipe recipe = new Recipe(network);
    recipe.interpolation = interpolation;
    recipe.order = order;
    recipe.levels = 2;
    recipe.first = new FirstSolves(0, 1, 0);
    // One cycle: what a record tells is the residual of the first relaxation.
    recipe.stop = StopRule.cycles(1);
    Sample sample = Sample.of(network, 20, 5, 0.4, 61);
    IterationRecord cold = firstOfLevelOne(recipe, sample);
    recipe.states = RefinementRule.States.INTERPOLATED;
    IterationRecord warm = firstOfLevelOne(recipe, sample);
    assertTrue(warm.stateResidual() < 0.5 * cold.stateResidual(), warm + " after " + cold);
    assertTrue(warm.adjointResidual() < 0.5 * cold.adjointResidual(), warm + " after " + cold);
  }

  private static IterationRecord firstOfLevelOne(Recipe recipe, Sample sample) {
    return ShortRun.of(sample, recipe.settings()).records().get(recipe.iterations);
  }
}
