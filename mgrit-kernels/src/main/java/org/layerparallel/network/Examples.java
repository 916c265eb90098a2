package org.layerparallel.network;

import java.util.Arrays;

/**
 * Labelled examples.
 *
 * @param features examples x features, one example after the other
 * @param labels the class of each example, counted from 0
 * @param featureCount entries of an example
 * @param weights of the examples in loss and accuracy, which are weighted means: an example of weight 2 counts as two
 *     of weight 1; finite, at least 0, and not all 0 where there are examples
 */
public record Examples(double[] features, int[] labels, int featureCount, double[] weights) {

  public Examples {
    if (featureCount < 1 || features.length != (long) labels.length * featureCount) {
      throw new IllegalArgumentException(
          features.length + " feature values for " + labels.length + " examples of " + featureCount);
    }
    if (weights.length != labels.length) {
      throw new IllegalArgumentException(weights.length + " weights for " + labels.length + " examples");
    }
    requireWeights(weights);
  }

  /** Examples of weight 1. */
  public Examples(double[] features, int[] labels, int featureCount) {
    this(features, labels, featureCount, ones(labels.length));
  }

  /** No examples, for training without validation. */
  public static Examples none(int featureCount) {
    return new Examples(new double[0], new int[0], featureCount);
  }

  /** Number of examples. */
  public int count() {
    return labels.length;
  }

  /**
   * Some of these, in the order of {@code which}; the first of them follows with weight 0 until there are
   * {@code count}.
   *
   * @param which examples, at least one, of which one has a weight
   */
  public Examples chosen(int[] which, int count) {
    double[] chosen = new double[count * featureCount];
    int[] chosenLabels = new int[count];
    double[] chosenWeights = new double[count];
    for (int i = 0; i < count; i++) {
      int e = i < which.length ? which[i] : which[0];
      System.arraycopy(features, e * featureCount, chosen, i * featureCount, featureCount);
      chosenLabels[i] = labels[e];
      chosenWeights[i] = i < which.length ? weights[e] : 0;
    }
    return new Examples(chosen, chosenLabels, featureCount, chosenWeights);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void requireWeights(double[] weights) {
    double sum = 0;
    for (int e = 0; e < weights.length; e++) {
      if (!(weights[e] >= 0) || Double.isInfinite(weights[e])) {
        throw new IllegalArgumentException("weights[" + e + "]=" + weights[e] + ", must be >= 0 and finite");
      }
      sum += weights[e];
    }
    if (weights.length > 0 && !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the weights' sum is " + sum + ", must be > 0 and finite");
    }
  }
}
