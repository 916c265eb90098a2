package org.layerparallel.network;

import java.io.Serializable;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Tiling;

/**
 * What the examples of a block are to be told as, and what each of them counts. Loss and accuracies are means over the
 * examples of a data set, of which these may be an example block: the means' denominators are the data set's.
 *
 * @param classes class of each example, training examples first
 * @param weights weight of each example, in the same order; see {@link Examples}
 * @param totals of the data set
 */
public record Labels(int[] classes, double[] weights, Totals totals) implements Serializable {

  /**
   * Sums of the weights of a data set.
   *
   * @param training over its training examples
   * @param validation over its validation examples
   */
  public record Totals(double training, double validation) implements Serializable {}

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if there is not a weight for each label
   */
  public Labels {
    if (weights.length != classes.length) {
      throw new IllegalArgumentException(weights.length + " weights for " + classes.length + " examples");
    }
  }

  /**
   * Those of a whole data set.
   *
   * @param tiling layout of its blocks
   * @throws IllegalArgumentException if there is not a label for each example, or not a weight for each label
   */
  public static Labels of(Tiling tiling, int[] classes, double[] weights) {
    requireEach(tiling, classes);
    int training = Math.min(tiling.training(), weights.length);
    return new Labels(
        classes,
        weights,
        new Totals(sum(weights, 0, training), sum(weights, training, weights.length)));
  }

  /** Those of example block {@code b}. */
  Labels cut(ExampleBlocks blocks, int b) {
    return new Labels(blocks.cut(b, classes), blocks.cut(b, 1, weights), totals);
  }

  /** Demands a class of {@code network} for each example of a layout. */
  void requireFit(Network network, Tiling tiling) {
    requireEach(tiling, classes);
    for (int e = 0; e < classes.length; e++) {
      if (classes[e] < 0 || classes[e] >= network.classes()) {
        throw new IllegalArgumentException(
            "labels[" + e + "]=" + classes[e] + ", must be in 0.." + (network.classes() - 1));
      }
    }
  }

  private static void requireEach(Tiling tiling, int[] classes) {
    if (classes.length != tiling.examples()) {
      throw new IllegalArgumentException(classes.length + " labels for " + tiling.examples() + " examples");
    }
  }

  private static double sum(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }
}
