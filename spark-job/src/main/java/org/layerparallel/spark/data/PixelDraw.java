package org.layerparallel.spark.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.layerparallel.network.Shuffling;

/**
 * Pixels of a scene to train and to validate with, all different and of known class.
 *
 * @param training pixels to train with
 * @param validation pixels to judge with; maybe none
 */
public record PixelDraw(int[] training, int[] validation) {

  /** Number of validation pixels that stands for all that are left. */
  public static final int ALL_OTHERS = -1;

  /**
   * Draws pixels; the same seed gives the same on every machine, and the training pixels do not depend on the number
   * of validation pixels.
   *
   * @param training number of pixels to train with, at least 1; stratified, at least the number of classes
   * @param validation number of pixels to validate with, or {@link #ALL_OTHERS}; stratified, in proportion to what is
   *     left of each class
   * @throws IllegalArgumentException if there are not as many
   */
  public static PixelDraw draw(Scene scene, int training, int validation, Sampling sampling, long seed) {
    int labelled = scene.labelledPixels().length;
    int others = validation == ALL_OTHERS ? labelled - training : validation;
    if (training < 1 || others < 0 || (long) training + others > labelled) {
      throw new IllegalArgumentException(
          "training=" + training + " and validation=" + Math.max(0, others) + ", together must be <= " + labelled
              + ", the labelled pixels");
    }
    if (sampling == Sampling.STRATIFIED && training < scene.classes()) {
      throw new IllegalArgumentException(
          "training=" + training + ", must be >= " + scene.classes()
              + " with sampling = stratified, one of each class");
    }
    int[][] groups = sampling == Sampling.STRATIFIED ? pixelsByClass(scene) : new int[][] {scene.labelledPixels()};
    // Splitting gives each class a stream of its own.
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int[] group : groups) {
      Shuffling.shuffle(group, seeds.split());
    }
    int[] sizes = Arrays.stream(groups).mapToInt(group -> group.length).toArray();
    int[] toTrain = Shares.proportionalAtLeastOne(training, sizes);
    int[] left = new int[sizes.length];
    Arrays.setAll(left, g -> sizes[g] - toTrain[g]);
    int[] toValidate = Shares.proportional(others, left);
    return new PixelDraw(take(groups, new int[sizes.length], toTrain), take(groups, toTrain, toValidate));
  }

  private static int[][] pixelsByClass(Scene scene) {
    int[] counts = scene.pixelsByClass();
    int[][] pixels = new int[counts.length][];
    Arrays.setAll(pixels, c -> new int[counts[c]]);
    int[] next = new int[counts.length];
    for (int pixel : scene.labelledPixels()) {
      int c = scene.label(pixel) - 1;
      pixels[c][next[c]++] = pixel;
    }
    return pixels;
  }

  private static int[] take(int[][] groups, int[] from, int[] counts) {
    int[] taken = new int[Arrays.stream(counts).sum()];
    int at = 0;
    for (int g = 0; g < groups.length; g++) {
      System.arraycopy(groups[g], from[g], taken, at, counts[g]);
      at += counts[g];
    }
    return taken;
  }
}
