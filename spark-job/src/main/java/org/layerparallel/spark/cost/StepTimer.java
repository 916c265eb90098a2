package org.layerparallel.spark.cost;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Classification;
import org.layerparallel.network.Labels;
import org.layerparallel.network.Network;
import org.layerparallel.network.ResidualLayer;

/**
 * Measures the kernels of a network on a tile of its own size, on the caller's thread. The fastest of many rounds counts,
 * as the first ones are interpreted, and whatever else the machine does only adds; it ends when none has been faster for a
 * while, for the compiler takes its time where the machine is busy.
 */
public final class StepTimer {

  private static final long PATIENCE_NANOS = 50_000_000;
  private static final long MOST_NANOS = 1_000_000_000;
  private static final int LEAST_ROUNDS = 3;
  private static final int MEASUREMENTS_OF_LEAST = 4;

  /** What of the fastest round another one must save to count as faster. */
  private static final double NOTABLE = 0.02;

  /** State with its slopes, adjoint, gradient. */
  private static final int STEPS_A_ROUND = 3;

  private final ResidualLayer layer;
  private final Classification classification;
  private final int examples;
  private final double h;
  private final double[] theta;
  private final double[] ends;
  private final double[] state;
  private final double[] next;
  private final double[] slope;
  private final double[] adjoint;
  private final double[] gradient;

  private StepTimer(Network network, int training, int validation) {
    int tile = Tiling.forChannels(network.width(), training, validation).tile();
    this.examples = Math.min(tile, training);
    this.layer = new ResidualLayer(network, tile);
    double[] weights = new double[examples];
    Arrays.fill(weights, 1);
    Tiling tiling = new Tiling(examples, 0, tile);
    this.classification = new Classification(network, tiling, Labels.of(tiling, new int[examples], weights));
    this.h = network.h();
    SplittableRandom random = new SplittableRandom(1);
    this.theta = drawn(random, network.residualShape().size());
    this.ends = drawn(random, network.classificationShape().size());
    this.state = drawn(random, network.width() * examples);
    this.next = new double[state.length];
    this.slope = new double[state.length];
    this.adjoint = drawn(random, state.length);
    this.gradient = new double[Math.max(theta.length, ends.length)];
  }

  /** Measures: a few tenths of a second on a machine that does nothing else, two seconds at most or three rounds. */
  public static StepTimes measure(Network network, int training, int validation) {
    StepTimer timer = new StepTimer(network, training, validation);
    double steps = timer.least(timer::stepsOfALayer) / STEPS_A_ROUND;
    return new StepTimes(steps / timer.examples, timer.least(timer::classify) / timer.examples);
  }

  /** The least of several measurements, for plans that have the time: the compiler may come late on a busy machine. */
  public static StepTimes least(Network network, int training, int validation) {
    StepTimes least = measure(network, training, validation);
    for (int i = 1; i < MEASUREMENTS_OF_LEAST; i++) {
      StepTimes next = measure(network, training, validation);
      least =
          new StepTimes(
              Math.min(least.layerStep(), next.layerStep()), Math.min(least.classification(), next.classification()));
    }
    return least;
  }

  private void stepsOfALayer() {
    layer.stepWithSlope(h, theta, 0, state, next, slope, examples);
    // Its result goes elsewhere, so that states stay what they are, however many rounds there are.
    layer.adjointStep(h, theta, 0, slope, adjoint, next, examples);
    layer.addGradient(h, slope, adjoint, state, examples, gradient, 0);
  }

  private void classify() {
    classification.differentiate(ends, state, gradient);
  }

  /** Seconds of the fastest round. */
  private double least(Runnable round) {
    long begin = System.nanoTime();
    long improved = begin;
    long now = begin;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < LEAST_ROUNDS || now - improved < PATIENCE_NANOS && now - begin < MOST_NANOS; i++) {
      long before = System.nanoTime();
      round.run();
      now = System.nanoTime();
      improved = now - before < (1 - NOTABLE) * least ? now : improved;
      least = Math.min(least, now - before);
    }
    return 1e-9 * least;
  }

  private static double[] drawn(SplittableRandom random, int length) {
    double[] values = new double[length];
    Arrays.setAll(values, i -> random.nextDouble() - 0.5);
    return values;
  }
}
