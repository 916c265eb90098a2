package org.layerparallel;

import java.util.Random;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.train.Problem;

/** A small random instance: a network with weights and examples, all from one seed. */
public record Sample(Network network, Weights weights, Examples training, Examples validation) {

  /** Features uniform in [-1, 1], weights normal with standard deviation {@code scale}. */
  public static Sample of(Network network, int training, int validation, double scale, long seed) {
    Random random = new Random(seed);
    Weights weights =
        new Weights(
            normal(random, network.openingSize(), scale),
            normal(random, network.layers() * network.residualShape().size(), scale),
            normal(random, network.classificationShape().size(), scale));
    return new Sample(
        network,
        weights,
        examples(random, network, training),
        examples(random, network, validation));
  }

  /**
   * The first sample from {@code seed} on whose activations are evaluated {@code distance} or more from their kinks.
   */
  public static Sample awayFromKinks(
      Network network, int training, int validation, double scale, double distance, long seed) {
    Sample sample = of(network, training, validation, scale, seed);
    while (sample.serial().distanceToKinks(sample.training) < distance) {
      seed++;
      sample = of(network, training, validation, scale, seed);
    }
    return sample;
  }

  /** Its problem. */
  public Problem problem(Regularization gamma, IntervalsFactory execution, Workers workers) {
    return problem(gamma, execution, workers, 0);
  }

  /** Its problem, with memory for F-points. */
  public Problem problem(
      Regularization gamma, IntervalsFactory execution, Workers workers, long fPointBytes) {
    return problem(gamma, execution, workers, fPointBytes, 1, 0);
  }

  /** Its problem in so many example blocks and columns. */
  public Problem problem(
      Regularization gamma,
      IntervalsFactory execution,
      Workers workers,
      long fPointBytes,
      int exampleBlocks,
      int columns) {
    return new Problem(
        training, validation, gamma, execution, workers, fPointBytes, exampleBlocks, columns);
  }

  /** Its plain-loops network. */
  public SerialNetwork serial() {
    return new SerialNetwork(network, weights);
  }

  /** The same with other weights, as one vector. */
  public Sample withDesign(double[] design) {
    return new Sample(network, Weights.fromDesign(network, design), training, validation);
  }

  /** Normal random numbers. */
  public static double[] normal(Random random, int count, double scale) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = scale * random.nextGaussian();
    }
    return values;
  }

  /** The same with examples of different weights, some of them 0, from {@code seed}. */
  public Sample weighted(long seed) {
    Random random = new Random(seed);
    return new Sample(network, weights, weighted(random, training), weighted(random, validation));
  }

  /** Eighths, whose sums are exact in any order. */
  private static Examples weighted(Random random, Examples examples) {
    double[] weights = random.ints(examples.count(), 0, 25).mapToDouble(eighths -> eighths / 8.0).toArray();
    if (weights.length > 0) {
      weights[0] = 1.5;
    }
    return new Examples(examples.features(), examples.labels(), examples.featureCount(), weights);
  }

  private static Examples examples(Random random, Network network, int count) {
    double[] features = new double[count * network.features()];
    for (int i = 0; i < features.length; i++) {
      features[i] = 2 * random.nextDouble() - 1;
    }
    int[] labels = random.ints(count, 0, network.classes()).toArray();
    return new Examples(features, labels, network.features());
  }
}
