package org.layerparallel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Tanh;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.optim.SearchFailure;
import org.layerparallel.optim.StepRule;

/** Steepest descent with each step rule goes where plain descent goes. */
class StepRuleTest {

  private static final Network NETWORK =
      new Network(2, 3, 3, 5, 1, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);

  private static final Sample SAMPLE = Sample.of(NETWORK, 12, 4, 0.5, 51);

  @Test
  void fixed() {
    ShortRun run = descend(new StepRule.Fixed(0.25));
    assertEquals(List.of(1.0, 0.25, 0.25, 0.25), steps(run));
    assertDescent(run, 0.25, 0.25, 0.25);
  }

  @Test
  void oneOverK() {
    ShortRun run = descend(new StepRule.OneOverK(0.5));
    assertEquals(List.of(1.0, 0.5, 0.25, 0.5 / 3), steps(run));
    assertDescent(run, 0.5, 0.25, 0.5 / 3);
  }

  @Test
  void backtrackingDecreasesTheObjectiveByArmijosCondition() {
    ShortRun run = descend(new StepRule.Backtracking(64, 0.5, 0.3, 20, SearchFailure.STOP));
    List<IterationRecord> records = run.records();
    for (int k = 1; k < records.size(); k++) {
      IterationRecord before = records.get(k - 1);
      double step = records.get(k).stepSize();
      double most = before.objective() - 0.3 * step * Math.pow(before.gradientNorm(), 2);
      assertEquals(64 * Math.pow(0.5, records.get(k).lineSearchIterations()), step, "step " + k);
      assertEquals(0, Math.max(0, records.get(k).objective() - most), 1e-14, "excess in " + k);
    }
    assertEquals(StopReason.ITERATIONS_DONE, run.result().reasons().get(0));
    assertDescent(run, steps(run).stream().skip(1).mapToDouble(a -> a).toArray());
  }

  private static ShortRun descend(StepRule rule) {
    Recipe recipe = new Recipe(NETWORK);
    recipe.direction = Lbfgs.steepestDescent();
    recipe.exact = true;
    recipe.step = rule;
    return ShortRun.of(SAMPLE, recipe.settings());
  }

  private static List<Double> steps(ShortRun run) {
    return run.records().stream().map(IterationRecord::stepSize).toList();
  }

  /** Weights and records of the run against theta - a g, with g by cycles that are enough. */
  private static void assertDescent(ShortRun run, double... steps) {
    Recipe recipe = new Recipe(NETWORK);
    Sample at = SAMPLE;
    for (int k = 0; k <= steps.length; k++) {
      LayerParallel here = LayerParallel.of(at, recipe.gamma, recipe.cycle, NETWORK.layers(), 1);
      double[] gradient = here.gradient().toDesign();
      IterationRecord record = run.records().get(k);
      assertEquals(at.serial().objective(at.training(), recipe.gamma), record.objective(), 1e-12, "J " + k);
      assertEquals(at.serial().loss(at.training()), record.loss(), 1e-12, "loss " + k);
      assertEquals(at.serial().accuracy(at.training()), record.trainAccuracy(), "training " + k);
      assertEquals(at.serial().accuracy(at.validation()), record.validationAccuracy(), "validation " + k);
      assertEquals(Numbers.norm(gradient), record.gradientNorm(), 1e-12, "gradient " + k);
      if (k < steps.length) {
        at = at.withDesign(Numbers.plus(at.weights().toDesign(), -steps[k], gradient));
      }
    }
    Numbers.assertClose(
        at.weights().toDesign(), run.result().weights().toDesign(), 1e-12, "final weights");
  }
}
