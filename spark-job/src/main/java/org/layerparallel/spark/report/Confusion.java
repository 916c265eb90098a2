package org.layerparallel.spark.report;

import java.util.stream.IntStream;

/**
 * How often examples of each class were taken for each class.
 *
 * @param counts classes x classes: examples of class {@code i} predicted as class {@code j}
 */
public record Confusion(int[][] counts) {

  /**
   * Counts examples.
   *
   * @param labels class of each, counted from 0
   * @param predicted predicted class of each
   * @param classes number of classes
   */
  public static Confusion of(int[] labels, int[] predicted, int classes) {
    if (labels.length != predicted.length) {
      throw new IllegalArgumentException(labels.length + " labels, " + predicted.length + " predictions");
    }
    int[][] counts = new int[classes][classes];
    for (int e = 0; e < labels.length; e++) {
      counts[labels[e]][predicted[e]]++;
    }
    return new Confusion(counts);
  }

  /** Number of classes. */
  public int classes() {
    return counts.length;
  }

  /** Number of examples. */
  public int examples() {
    return IntStream.range(0, classes()).map(this::examples).sum();
  }

  /** Number of examples of a class. */
  public int examples(int c) {
    return IntStream.of(counts[c]).sum();
  }

  /** Share of examples predicted right, in [0, 1]; NaN without examples. */
  public double accuracy() {
    return (double) IntStream.range(0, classes()).map(c -> counts[c][c]).sum() / examples();
  }

  /** The same of the examples of one class. */
  public double accuracy(int c) {
    return (double) counts[c][c] / examples(c);
  }

  /** Number of examples taken for a class. */
  public int taken(int c) {
    return IntStream.range(0, classes()).map(i -> counts[i][c]).sum();
  }

  /** Share of the examples taken for a class that are of it, in [0, 1]; NaN if none was taken for it. */
  public double precision(int c) {
    return (double) counts[c][c] / taken(c);
  }

  /** Share of the examples of a class that were taken for it, in [0, 1]; NaN without such examples. */
  public double recall(int c) {
    return accuracy(c);
  }

  /**
   * Harmonic mean of precision and recall, in [0, 1]; 0 if no example is rightly taken for the class, and NaN if none
   * is of it or taken for it.
   */
  public double f1(int c) {
    return 2.0 * counts[c][c] / (examples(c) + taken(c));
  }

  /** Mean of the classes' accuracies, those without examples left out; small classes weigh as much as large ones. */
  public double meanClassAccuracy() {
    return IntStream.range(0, classes())
        .filter(c -> examples(c) > 0)
        .mapToDouble(this::accuracy)
        .average()
        .orElse(Double.NaN);
  }
}
