package org.layerparallel.spark.data;

import java.util.Arrays;

/**
 * A hyperspectral scene: a spectrum for each pixel, and for some their class. Pixels are numbered row by row. Many
 * threads may read at once.
 */
public final class Scene {

  private final MatArray cube;
  private final MatArray groundTruth;
  private final int[] labels;
  private final int classes;

  /**
   * @param cube rows x columns x bands
   * @param groundTruth rows x columns
   * @param labels the ground truth, pixel by pixel: 0 for none or a class counted from 1
   */
  Scene(MatArray cube, MatArray groundTruth, int[] labels) {
    this.cube = cube;
    this.groundTruth = groundTruth;
    this.labels = labels;
    this.classes = Arrays.stream(labels).max().orElse(0);
  }

  /** Pixels down. */
  public int rows() {
    return cube.dimensions()[0];
  }

  /** Pixels across. */
  public int columns() {
    return cube.dimensions()[1];
  }

  /** Rows times columns. */
  public int pixels() {
    return labels.length;
  }

  /** Numbers of a spectrum. */
  public int bands() {
    return cube.dimensions()[2];
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /** The class of a pixel, counted from 1; 0 if it is not known. */
  public int label(int pixel) {
    return labels[pixel];
  }

  /** The value of a pixel in a band. */
  public double value(int pixel, int band) {
    int row = pixel / columns();
    int column = pixel % columns();
    return cube.values().getDouble(row + rows() * (column + columns() * band));
  }

  /** Pixels of known class. */
  public int[] labelledPixels() {
    int[] found = new int[pixels()];
    int count = 0;
    for (int pixel = 0; pixel < found.length; pixel++) {
      if (labels[pixel] > 0) {
        found[count++] = pixel;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Number of pixels of each class. */
  public int[] pixelsByClass() {
    int[] counts = new int[classes];
    for (int label : labels) {
      if (label > 0) {
        counts[label - 1]++;
      }
    }
    return counts;
  }

  /** Key, shape and type of the cube in its file. */
  public String describeCube() {
    return cube.name() + ", " + cube.shape();
  }

  /** Key, shape and type of the classes in their file. */
  public String describeGroundTruth() {
    return groundTruth.name() + ", " + groundTruth.shape();
  }
}
