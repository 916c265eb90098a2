package org.layerparallel.spark.data;

import java.util.Arrays;

/**
 * Points of a square grid on [-3, 3]^2, row by row, and their classes by the peaks function.
 *
 * @param side points along each side, at least 2
 */
record PeaksGrid(int side) {

  PeaksGrid {
    if (side < 2) {
      throw new IllegalArgumentException("grid=" + side + ", must be >= 2");
    }
  }

  /** Points of each class, each as row * side + column, in that order. */
  int[][] pointsByClass() {
    double[] values = new double[Math.multiplyExact(side, side)];
    for (int p = 0; p < values.length; p++) {
      values[p] = Peaks.value(x(p), y(p));
    }
    double min = Arrays.stream(values).min().orElseThrow();
    double max = Arrays.stream(values).max().orElseThrow();
    byte[] classes = new byte[values.length];
    int[] counts = new int[Peaks.CLASSES];
    for (int p = 0; p < values.length; p++) {
      // The maximum itself belongs to the last class.
      classes[p] = (byte) Math.min(Peaks.CLASSES - 1, (int) (Peaks.CLASSES * (values[p] - min) / (max - min)));
      counts[classes[p]]++;
    }
    int[][] points = new int[Peaks.CLASSES][];
    Arrays.setAll(points, k -> new int[counts[k]]);
    int[] next = new int[Peaks.CLASSES];
    for (int p = 0; p < values.length; p++) {
      points[classes[p]][next[classes[p]]++] = p;
    }
    return points;
  }

  double x(int point) {
    return coordinate(point / side);
  }

  double y(int point) {
    return coordinate(point % side);
  }

  private double coordinate(int i) {
    return -3 + 6.0 * i / (side - 1);
  }
}
