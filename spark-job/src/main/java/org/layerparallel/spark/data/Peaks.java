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
 * lies. Examples are points of a grid, x_i = -3 + 6 i / (side - 1), drawn at random without repetition, equally many a
 * class.
 */
public final class Peaks {

  /** Entries of an example: x, y. */
  public static final int FEATURES = 2;

  /** Number of classes; class 0 holds the lowest values. */
  public static final int CLASSES = 5;

  /** Points along each side of the usual grid. */
  public static final int GRID = 256;

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

  /** Draws examples from the usual grid, see {@link #draw(int, int, long, int)}. */
  public static Draw draw(int training, int validation, long seed) {
    return draw(training, validation, seed, GRID);
  }

  /**
   * Draws examples.
   *
   * @param training number of training examples, a multiple of 5, at least 5
   * @param validation number of validation examples, a multiple of 5, may be 0
   * @param seed of the draw
   * @param side points along each side of the grid, at least 2
   * @throws IllegalArgumentException if a number is not allowed, or a class has too few grid points for both
   */
  public static Draw draw(int training, int validation, long seed, int side) {
    requireMultiple("training", training, CLASSES);
    requireMultiple("validation", validation, 0);
    int perTraining = training / CLASSES;
    int perValidation = validation / CLASSES;
    PeaksGrid grid = new PeaksGrid(side);
    int[][] points = grid.pointsByClass();
    int fewest = Arrays.stream(points).mapToInt(p -> p.length).min().orElseThrow();
    if ((long) perTraining + perValidation > fewest) {
      throw new IllegalArgumentException(
          "training=" + training + " and validation=" + validation + ", together must be <= " + CLASSES * fewest
              + ": the smallest class has " + fewest + " grid points; a finer grid has more");
    }
    // Splitting gives each class a stream of its own; seeds that differ by one give unrelated draws.
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int[] ofClass : points) {
      Shuffling.shuffle(ofClass, seeds.split());
    }
    return new Draw(take(grid, points, 0, perTraining), take(grid, points, perTraining, perValidation));
  }

  private static Examples take(PeaksGrid grid, int[][] points, int from, int perClass) {
    double[] features = new double[CLASSES * perClass * FEATURES];
    int[] labels = new int[CLASSES * perClass];
    for (int example = 0; example < labels.length; example++) {
      labels[example] = example / perClass;
      int point = points[labels[example]][from + example % perClass];
      features[example * FEATURES] = grid.x(point);
      features[example * FEATURES + 1] = grid.y(point);
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
