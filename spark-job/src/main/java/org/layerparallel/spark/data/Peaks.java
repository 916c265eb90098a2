package org.layerparallel.spark.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Shuffling;

/**
 * The peaks classification problem, Haber and Ruthotto, "Stable architectures for deep neural networks" (2017): tell
 * from (x, y) in [-3, 3]^2 in which of five equal-width intervals between its minimum and maximum the peaks function
 *
 * <pre>
 * f(x, y) = 3 (1-x)^2 exp(-x^2 - (y+1)^2) - 10 (x/5 - x^3 - y^5) exp(-x^2 - y^2) - 1/3 exp(-(x+1)^2 - y^2)
 * </pre>
 *
 * lies. Examples are points of a grid, x_i = -3 + 6 i / 255, drawn at random without repetition, equally many a
 * class.
 */
public final class Peaks {

  /** Entries of an example: x, y. */
  public static final int FEATURES = 2;

  /** Number of classes; class 0 holds the lowest values. */
  public static final int CLASSES = 5;

  private static final int GRID = 256;

  /**
   * Two disjoint sets of examples, each class by class.
   *
   * @param training to train with
   * @param validation to judge with; may have no examples
   */
  public record Draw(Examples training, Examples validation) {}

  private Peaks() {}

  /** The peaks function; the same to the last bit on every machine. */
  public static double value(double x, double y) {
    return 3 * (1 - x) * (1 - x) * StrictMath.exp(-x * x - (y + 1) * (y + 1))
        - 10 * (x / 5 - x * x * x - y * y * y * y * y) * StrictMath.exp(-x * x - y * y)
        - StrictMath.exp(-(x + 1) * (x + 1) - y * y) / 3;
  }

  /**
   * Draws examples.
   *
   * @param training number of training examples, a multiple of 5, at least 5
   * @param validation number of validation examples, a multiple of 5, may be 0
   * @param seed of the draw
   * @throws IllegalArgumentException if a number is not allowed, or a class has too few grid points for both
   */
  public static Draw draw(int training, int validation, long seed) {
    requireMultiple("training", training, CLASSES);
    requireMultiple("validation", validation, 0);
    int perTraining = training / CLASSES;
    int perValidation = validation / CLASSES;
    int[][] points = pointsByClass();
    int fewest = Arrays.stream(points).mapToInt(p -> p.length).min().orElseThrow();
    if ((long) perTraining + perValidation > fewest) {
      throw new IllegalArgumentException(
          "training=" + training + " and validation=" + validation + ", together must be <= " + CLASSES * fewest
              + ": the smallest class has " + fewest + " grid points");
    }
    // Splitting gives each class a stream of its own; seeds that differ by one give unrelated draws.
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int[] ofClass : points) {
      Shuffling.shuffle(ofClass, seeds.split());
    }
    return new Draw(take(points, 0, perTraining), take(points, perTraining, perValidation));
  }

  /** Grid points of each class, each as row * 256 + column, in that order. */
  static int[][] pointsByClass() {
    double[] values = new double[GRID * GRID];
    for (int p = 0; p < values.length; p++) {
      values[p] = value(x(p), y(p));
    }
    double min = Arrays.stream(values).min().orElseThrow();
    double max = Arrays.stream(values).max().orElseThrow();
    int[] classes = new int[values.length];
    int[] counts = new int[CLASSES];
    for (int p = 0; p < values.length; p++) {
      // The maximum itself belongs to the last class.
      classes[p] = Math.min(CLASSES - 1, (int) (CLASSES * (values[p] - min) / (max - min)));
      counts[classes[p]]++;
    }
    int[][] points = new int[CLASSES][];
    for (int k = 0; k < CLASSES; k++) {
      points[k] = new int[counts[k]];
    }
    int[] next = new int[CLASSES];
    for (int p = 0; p < values.length; p++) {
      points[classes[p]][next[classes[p]]++] = p;
    }
    return points;
  }

  static double x(int point) {
    return coordinate(point / GRID);
  }

  static double y(int point) {
    return coordinate(point % GRID);
  }

  private static double coordinate(int i) {
    return -3 + 6.0 * i / (GRID - 1);
  }

  private static Examples take(int[][] points, int from, int perClass) {
    double[] features = new double[CLASSES * perClass * FEATURES];
    int[] labels = new int[CLASSES * perClass];
    for (int example = 0; example < labels.length; example++) {
      labels[example] = example / perClass;
      int point = points[labels[example]][from + example % perClass];
      features[example * FEATURES] = x(point);
      features[example * FEATURES + 1] = y(point);
    }
    return new Examples(features, labels, FEATURES);
  }

  private static void requireMultiple(String name, int value, int least) {
    if (value < least || value % CLASSES != 0) {
      throw new IllegalArgumentException(
          name + "=" + value + ", must be a multiple of " + CLASSES + ", at least " + least);
    }
  }
}
