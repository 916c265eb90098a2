package org.layerparallel.network;

/**
 * Labelled examples.
 *
 * @param features examples x features, one example after the other
 * @param labels the class of each example, counted from 0
 * @param featureCount entries of an example
 */
public record Examples(double[] features, int[] labels, int featureCount) {

  public Examples {
    if (featureCount < 1 || features.length != (long) labels.length * featureCount) {
      throw new IllegalArgumentException(
          features.length + " feature values for " + labels.length + " examples of " + featureCount);
    }
  }

  /** No examples, for training without validation. */
  public static Examples none(int featureCount) {
    return new Examples(new double[0], new int[0], featureCount);
  }

  /** Number of examples. */
  public int count() {
    return labels.length;
  }
}
