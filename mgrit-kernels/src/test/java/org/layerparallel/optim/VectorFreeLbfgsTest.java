package org.layerparallel.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.optim.VectorFreeLbfgs.SearchDirection;
import org.layerparallel.linalg.Workers;
import org.layerparallel.sweep.Trial;
import org.layerparallel.sweep.WeightBlock;

/** The optimizer and the blocks that hold its vectors, together, move the weights as the textbook says. */
class VectorFreeLbfgsTest {

  private static final int LAYER = 3;

  /** Differences of up to ten powers of the curvatures, which lie within [1/2, 2], times rounding. */
  private static final double TOLERANCE = 1e-10;

  @Property(tries = 300)
  void stepsAreThoseOfTheTextbook(
      @ForAll @IntRange(min = 0, max = 5) int memory,
      @ForAll boolean safeguard,
      @ForAll @IntRange(min = 1, max = 6) int layers,
      @ForAll @IntRange(min = 1, max = 4) int blocks,
      @ForAll long seed) {
    Random random = new Random(seed);
    Lbfgs settings = new Lbfgs(memory, safeguard);
    Walk walk = new Walk(settings, layers, Math.min(blocks, layers), random);
    TextbookLbfgs textbook = new TextbookLbfgs(settings);
    double[] weights = walk.candidate();
    double[] gradient = Sample.normal(random, weights.length, 1);
    walk.gradient(gradient);
    for (int iteration = 0; iteration < 12; iteration++) {
      if (random.nextInt(6) == 0) {
        walk.lbfgs.forget();
        textbook.forget();
      }
      assertEquals(textbook.pairs(), walk.lbfgs.pairsInUse().length, "pairs in iteration " + iteration);
      double[] direction = textbook.direction(gradient);
      double step = 0.1 + random.nextDouble();
      SearchDirection found = walk.move(3 * step);
      assertEquals(
          Numbers.dot(gradient, direction),
          found.slope(),
          TOLERANCE * Numbers.norm(gradient) * Numbers.norm(direction),
          "g.p in iteration " + iteration);
      walk.tryStep(found, step);
      double[] next = Numbers.plus(weights, -step, direction);
      Numbers.assertClose(next, walk.candidate(), TOLERANCE, "weights after iteration " + iteration);

      if (random.nextInt(6) == 0) {
        // As in a refinement: the pairs are carried over, and none is made of the gradients before and after.
        walk.restart();
        weights = walk.candidate();
        gradient = Sample.normal(random, weights.length, 1);
        walk.gradient(gradient);
        continue;
      }
      next = walk.candidate();
      double[] s = Numbers.plus(next, -1, weights);
      double[] y = curved(s, random);
      textbook.add(s, y);
      gradient = Numbers.plus(gradient, 1, y);
      weights = next;
      walk.gradient(gradient);
      double square = Numbers.dot(gradient, gradient);
      assertEquals(square, walk.lbfgs.gradientSquare(), TOLERANCE * square, "g.g");
    }
  }

  @Test
  void withoutMemoryTheDirectionIsTheGradient() {
    Walk walk = new Walk(Lbfgs.steepestDescent(), 4, 2, new Random(1));
    double[] before = walk.candidate();
    double[] gradient = Sample.normal(new Random(2), before.length, 1);
    for (int iteration = 0; iteration < 3; iteration++) {
      walk.gradient(gradient);
      walk.move(0.25);
      double[] after = walk.candidate();
      Numbers.assertClose(Numbers.plus(before, -0.25, gradient), after, 1e-15, "iteration " + iteration);
      before = after;
    }
  }

  @Test
  void theSafeguardLeavesOutAPairOfNegativeCurvatureAlone() {
    for (boolean safeguard : new boolean[] {true, false}) {
      Walk walk = new Walk(new Lbfgs(5, safeguard), 2, 1, new Random(1));
      double[] gradient = Sample.normal(new Random(2), walk.candidate().length, 1);
      for (double curvature : new double[] {1, -1, 2}) {
        walk.gradient(gradient);
        double[] before = walk.candidate();
        walk.move(0.5);
        double[] s = Numbers.plus(walk.candidate(), -1, before);
        gradient = Numbers.plus(gradient, curvature, s);
      }
      walk.gradient(gradient);
      assertEquals(safeguard ? 2 : 3, walk.lbfgs.pairsInUse().length, "pairs, safeguard " + safeguard);
    }
  }

  @Test
  void aTrialLeavesTheWeightsToGoBackTo() {
    Walk walk = new Walk(new Lbfgs(2, true), 3, 2, new Random(1));
    double[] before = walk.candidate();
    walk.gradient(Sample.normal(new Random(2), before.length, 1));
    walk.move(1);
    assertTrue(Numbers.norm(Numbers.plus(walk.candidate(), -1, before)) > 0.1, "the trial moved nothing");
    walk.blocks.replaceAll(block -> block.tried(Trial.back(), Workers.caller()));
    Numbers.assertSame(before, walk.candidate(), "weights");
  }

  @Test
  void refusesDotProductsOfOtherPairsThanItKnows() {
    VectorFreeLbfgs lbfgs = new VectorFreeLbfgs(new Lbfgs(3, true));
    lbfgs.update(new double[] {1});
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> lbfgs.update(new double[15]));
    assertEquals("15 dot products after 0 pairs, must be 9", refused.getMessage());
    assertEquals(
        "4 dot products, must be the square of an odd number",
        assertThrows(IllegalArgumentException.class, () -> lbfgs.start(new double[4])).getMessage());
    assertEquals(
        "memory=-1, must be >= 0",
        assertThrows(IllegalArgumentException.class, () -> new Lbfgs(-1, true)).getMessage());
  }

  /** A gradient change of curvature 1/2 to 2 along s, or of that much negative curvature once in four times. */
  private static double[] curved(double[] s, Random random) {
    double sign = random.nextInt(4) == 0 ? -1 : 1;
    double[] y = new double[s.length];
    Arrays.setAll(y, i -> sign * s[i] * Math.pow(2, 2 * random.nextDouble() - 1));
    return y;
  }

  /** Optimizer and weight blocks, with the messages between them as in training. */
  private static final class Walk {
    private final Lbfgs settings;
    VectorFreeLbfgs lbfgs;
    final List<WeightBlock> blocks = new ArrayList<>();
    private final boolean remember;
    private int[] pairs = {};
    private boolean started;

    Walk(Lbfgs settings, int layers, int count, Random random) {
      this.settings = settings;
      lbfgs = new VectorFreeLbfgs(settings);
      remember = settings.memory() > 0;
      for (int b = 0; b < count; b++) {
        int own = layers * (b + 1) / count - layers * b / count;
        blocks.add(WeightBlock.ofEqualLayers(own, LAYER, Sample.normal(random, own * LAYER, 1)));
      }
    }

    double[] candidate() {
      return blocks.stream().flatMapToDouble(b -> Arrays.stream(b.candidate())).toArray();
    }

    void gradient(double[] gradient) {
      double[] sum = null;
      int at = 0;
      for (int b = 0; b < blocks.size(); b++) {
        WeightBlock block = blocks.get(b);
        int length = block.candidate().length;
        double[] own = Arrays.copyOfRange(gradient, at, at + length);
        WeightBlock before = block;
        block = before.accepted(own, new WeightBlock.Memory(pairs, remember), Workers.caller());
        double[] dots = block.dots(before, Workers.caller());
        int products = dots.length / block.layers();
        sum = sum == null ? new double[products] : sum;
        for (int i = 0; i < dots.length; i++) {
          sum[i % products] += dots[i];
        }
        blocks.set(b, block);
        at += length;
      }
      if (started) {
        lbfgs.update(sum);
      } else {
        lbfgs.start(sum);
      }
      started = true;
      pairs = lbfgs.pairsInUse();
    }

    /** Goes on with the pairs in use on what might be another level. */
    void restart() {
      blocks.replaceAll(block -> block.restarted(pairs));
      lbfgs = new VectorFreeLbfgs(settings);
      started = false;
    }

    SearchDirection move(double step) {
      SearchDirection direction = lbfgs.direction();
      pairs = direction.pairs();
      tryStep(direction, step);
      return direction;
    }

    void tryStep(SearchDirection direction, double step) {
      Trial trial = new Trial(direction.pairs(), direction.coefficients(), step);
      blocks.replaceAll(block -> block.tried(trial, Workers.caller()));
    }
  }
}
