package org.layerparallel.network;

import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Random initial weights: a random number times a scale for each kind of layer. Each layer has a random stream of its own,
 * so the weights depend on nothing but the seed and the layer's number.
 *
 * @param openingScale factor of the opening layer's weights, at least 0
 * @param residualScale factor of the residual layers' weights, at least 0
 * @param classificationScale factor of the classification layer's weights, at least 0
 * @param distribution of the random numbers before scaling
 * @param seed of all of them
 */
public record InitialWeights(
    double openingScale,
    double residualScale,
    double classificationScale,
    Distribution distribution,
    long seed) {

  /** What is drawn before scaling. */
  public enum Distribution {
    /** Uniform in [-1, 1). */
    UNIFORM,
    /** Standard normal. */
    NORMAL
  }

  private static final int OPENING = -1;
  private static final int CLASSIFICATION = -2;

  public InitialWeights {
    Objects.requireNonNull(distribution, "distribution");
    requireScale("openingScale", openingScale);
    requireScale("residualScale", residualScale);
    requireScale("classificationScale", classificationScale);
  }

  /** Weights for all layers of {@code network}. */
  public Weights draw(Network network) {
    int size = network.residualShape().size();
    double[] opening = new double[network.openingSize()];
    double[] residual = new double[Math.multiplyExact(network.layers(), size)];
    double[] classification = new double[network.classificationShape().size()];
    fill(opening, 0, opening.length, openingScale, OPENING);
    for (int n = 0; n < network.layers(); n++) {
      fill(residual, n * size, size, residualScale, n);
    }
    fill(classification, 0, classification.length, classificationScale, CLASSIFICATION);
    return new Weights(opening, residual, classification);
  }

  private void fill(double[] out, int from, int count, double scale, int layer) {
    SplittableRandom random = new SplittableRandom(mixed(mixed(seed) + layer));
    for (int i = from; i < from + count; i++) {
      double x =
          distribution == Distribution.NORMAL ? random.nextGaussian() : random.nextDouble(-1, 1);
      out[i] = scale * x;
    }
  }

  /** A first draw is a mix of the seed; neighbouring seeds themselves would give one stream, shifted. */
  private static long mixed(long seed) {
    return new SplittableRandom(seed).nextLong();
  }

  private static void requireScale(String name, double scale) {
    if (!(scale >= 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(name + "=" + scale + ", must be >= 0 and finite");
    }
  }
}
