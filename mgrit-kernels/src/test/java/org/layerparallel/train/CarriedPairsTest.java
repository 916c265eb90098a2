package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.layerparallel.Numbers;
import org.layerparallel.PlainRefinement;
import org.layerparallel.Sample;
import org.layerparallel.mgrit.CycleKind;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.RandomCycles;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.Weighting;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;
import org.layerparallel.optim.TextbookLbfgs;
import org.layerparallel.sweep.Interpolation;

/** Pairs carried over a refinement: the steps and gradient changes that the fine network would have made. */
class CarriedPairsTest {

  private static final CycleSettings CYCLE =
      new CycleSettings(CycleKind.V, List.of(4), List.of(0), 2, 1, false);

  private static final int FACTOR = 2;

  /**
   * Weights and step are smooth functions of time, as weights are that training with regularizers gives; with twice the
   * layers, what a carried change differs from the fine network's own by must halve.
   */
  @ParameterizedTest
  @CsvSource({
    "CONSTANT, INTEGRAL", "LINEAR, INTEGRAL", "CUBIC, INTEGRAL", "CONSTANT, SUM", "LINEAR, SUM", "CUBIC, SUM"
  })
  void gradientChangesAreThoseOfTheFineNetworkToFirstOrder(
      Interpolation interpolation, Weighting weighting) {
    List<Double> errors = new ArrayList<>();
    for (int layers = 8; layers <= 64; layers *= 2) {
      errors.add(errorOfChange(interpolation, layers, weighting));
    }
    for (int i = 1; i < errors.size(); i++) {
      double ratio = errors.get(i - 1) / errors.get(i);
      assertTrue(ratio > 1.7, "errors " + errors + " do not halve");
    }
    assertTrue(errors.get(0) < 0.5, "errors " + errors);
  }

  /** Layers that are zero before and after change nothing of what the others do. */
  @ParameterizedTest
  @EnumSource(Weighting.class)
  void gradientChangesOfTheOldLayersAreExactWhereNewOnesAreZero(Weighting weighting) {
    assertEquals(0, errorOfChange(Interpolation.ZERO, 8, weighting), 1e-10);
  }

  @ParameterizedTest
  @EnumSource(Interpolation.class)
  void theFirstDirectionOfALevelIsThatOfItsPairs(Interpolation interpolation) {
    Network network = network(5);
    Sample sample = Sample.of(network, 12, 0, 0.5, 91);
    Regularization gamma = new Regularization(1e-2, 1e-3, 1e-2, Weighting.SUM);
    Recipe recipe = new Recipe(network);
    recipe.exact = true;
    recipe.gamma = gamma;
    recipe.interpolation = interpolation;
    recipe.step = new StepRule.Fixed(0.05);
    recipe.memory = RefinementRule.Memory.CARRY;

    // Weights after k updates are those of a run of k + 1 iterations. Of four pairs, memory for three drops the oldest.
    PlainRefinement plain = new PlainRefinement(interpolation, network, FACTOR);
    TextbookLbfgs textbook = new TextbookLbfgs(new Lbfgs(3, true));
    Sample before = null;
    for (recipe.iterations = 1; recipe.iterations <= 5; recipe.iterations++) {
      Sample after =
          sample.withDesign(ShortRun.of(sample, recipe.settings()).result().weights().toDesign());
      if (before != null) {
        double[] s = difference(after.weights(), before.weights());
        double[] y = difference(gradient(after, gamma), gradient(before, gamma));
        textbook.add(refined(plain, s, null, gamma), refined(plain, s, y, gamma));
      }
      before = after;
    }
    assertEquals(3, textbook.pairs(), "pairs");

    Sample start =
        new Sample(
            plain.fine(),
            Weights.fromDesign(plain.fine(), refined(plain, before.weights().toDesign(), null, gamma)),
            sample.training(),
            sample.validation());
    double[] direction = textbook.direction(gradient(start, gamma).toDesign());
    double[] expected = Numbers.plus(start.weights().toDesign(), -0.05, direction);
    ShortRun run = ShortRun.of(sample, twoLevels(recipe, 5, 2));
    Numbers.assertClose(expected, run.result().weights().toDesign(), 1e-9, "weights");
    double[] along = Numbers.plus(run.result().weights().toDesign(), -1, start.weights().toDesign());
    assertTrue(Numbers.norm(along) > 1e-3, "moved by " + Numbers.norm(along) + " only");
  }

  /** A search that fails has asked for a direction since the pairs were last counted. */
  @Test
  void pairsAreTheSameWhetherTheLevelRunsOutOfIterationsOrItsSearchFails() {
    Sample sample = Sample.of(network(5), 12, 0, 0.5, 91);
    Recipe recipe = new Recipe(sample.network());
    recipe.exact = true;
    recipe.direction = new Lbfgs(2, true);
    recipe.memory = RefinementRule.Memory.CARRY;
    recipe.step = new StepRule.Backtracking(1, 0.5, 0.6, 3, SearchFailure.STOP);
    ShortRun failed = ShortRun.of(sample, twoLevels(recipe, 100, 3));
    assertEquals(StopReason.SEARCH_FAILED, failed.result().reasons().get(0));
    int iterations = (int) failed.records().stream().filter(r -> r.level() == 0).count();
    assertTrue(iterations > 3, iterations + " iterations do not fill the memory");
    assertTrue(failed.records().size() > iterations + 1, "no update on the next level");
    ShortRun ended = ShortRun.of(sample, twoLevels(recipe, iterations, 3));
    Numbers.assertSame(
        ended.result().weights().toDesign(), failed.result().weights().toDesign(), "weights");
  }

  /** Of the change by the residual layers, relative; with zero layers of that by the old ones. */
  private static double errorOfChange(
      Interpolation interpolation, int layers, Weighting weighting) {
    // A sum over layers is as many times larger than an integral.
    double scale = weighting == Weighting.INTEGRAL ? 1 : 1.0 / layers;
    Regularization gamma = new Regularization(0.5 * scale, 0.05 * scale, 0, weighting);
    PlainRefinement plain = new PlainRefinement(interpolation, network(layers), FACTOR);
    Sample one = smooth(plain.coarse(), 0);
    Sample other = smooth(plain.coarse(), 0.1);
    double[] s = Numbers.plus(other.weights().residual(), -1, one.weights().residual());
    double[] y = Numbers.plus(
        gradient(other, gamma).residual(), -1, gradient(one, gamma).residual());
    double[] expected =
        Numbers.plus(
            gradient(fine(plain, other), gamma).residual(),
            -1,
            gradient(fine(plain, one), gamma).residual());
    double[] error = Numbers.plus(plain.change(s, y, gamma), -1, expected);
    if (interpolation == Interpolation.ZERO) {
      int size = plain.coarse().residualShape().size();
      for (int i = 0; i < error.length; i++) {
        error[i] *= i / size % FACTOR == 0 ? 1 : 0;
      }
    }
    return Numbers.norm(error) / Numbers.norm(expected);
  }

  /** Residual weights that are smooth in time, and {@code step} away from others. */
  private static Sample smooth(Network network, double step) {
    Sample sample = Sample.of(network(1), 8, 0, 0.7, 93);
    int size = network.residualShape().size();
    double[] theta = new double[network.layers() * size];
    for (int i = 0; i < theta.length; i++) {
      double t = (double) (i / size) / network.layers();
      int entry = i % size;
      theta[i] = 0.6 * Math.sin(3 * t + entry) + step * Math.cos(2 * t + 2 * entry);
    }
    Weights weights =
        new Weights(sample.weights().opening(), theta, sample.weights().classification());
    return new Sample(network, weights, sample.training(), sample.validation());
  }

  private static Sample fine(PlainRefinement plain, Sample coarse) {
    Weights weights =
        new Weights(
            coarse.weights().opening(),
            plain.refined(coarse.weights().residual()),
            coarse.weights().classification());
    return new Sample(plain.fine(), weights, coarse.training(), coarse.validation());
  }

  private static Weights gradient(Sample sample, Regularization gamma) {
    int enough = RandomCycles.enough(sample.network().layers(), CYCLE);
    return LayerParallel.of(sample, gamma, CYCLE, enough, 1).gradient();
  }

  /** A vector over all weights in the refined network: a step, or, given that, a gradient change. */
  private static double[] refined(
      PlainRefinement plain, double[] step, double[] change, Regularization gamma) {
    Weights s = Weights.fromDesign(plain.coarse(), step);
    if (change == null) {
      return new Weights(s.opening(), plain.refined(s.residual()), s.classification()).toDesign();
    }
    Weights y = Weights.fromDesign(plain.coarse(), change);
    double[] residual = plain.change(s.residual(), y.residual(), gamma);
    return new Weights(y.opening(), residual, y.classification()).toDesign();
  }

  private static double[] difference(Weights a, Weights b) {
    return Numbers.plus(a.toDesign(), -1, b.toDesign());
  }

  private static TrainingSettings twoLevels(Recipe recipe, int iterations, int finerIterations) {
    TrainingSettings one = recipe.settings();
    List<LevelSettings> levels = new ArrayList<>();
    for (int count : new int[] {iterations, finerIterations}) {
      recipe.iterations = count;
      levels.add(recipe.settings().levels().get(0));
    }
    return new TrainingSettings(
        one.network(),
        one.regularization(),
        one.direction(),
        one.step(),
        one.batching(),
        one.gradientTolerance(),
        one.solveAfterStep(),
        one.exact(),
        one.order(),
        one.gradientRule(),
        one.refinement(),
        levels);
  }

  private static Network network(int layers) {
    return new Network(2, 3, 3, layers, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);
  }
}
