package org.layerparallel.mgrit;

import java.util.Arrays;

/**
 * The points of one level: layer numbers from 0 to N, increasing. Both ends are points of every level, so where a
 * coarsening factor does not divide the number of steps, the last step of the coarser level is a shorter one.
 */
public final class TimeGrid {

  private final int[] points;

  private TimeGrid(int[] points) {
    this.points = points;
  }

  /** The finest grid of a network of {@code layers} residual layers: 0, 1, ..., layers. */
  public static TimeGrid ofLayers(int layers) {
    if (layers < 1) {
      throw new IllegalArgumentException("layers=" + layers + ", must be >= 1");
    }
    int[] points = new int[layers + 1];
    Arrays.setAll(points, n -> n);
    return new TimeGrid(points);
  }

  /** Every {@code factor}-th point, and the last. */
  public TimeGrid coarsen(int factor) {
    int[] coarse = new int[Math.toIntExact(((long) steps() + factor - 1) / factor) + 1];
    for (int j = 0; j < coarse.length; j++) {
      coarse[j] = points[positionInFiner(j, factor)];
    }
    return new TimeGrid(coarse);
  }

  /** Where point j of {@code coarsen(factor)} lies in this grid. */
  public int positionInFiner(int j, int factor) {
    return (int) Math.min((long) j * factor, steps());
  }

  /** Number of steps, one less than of points. */
  public int steps() {
    return points.length - 1;
  }

  /** The layer at point j. */
  public int layer(int j) {
    return points[j];
  }

  /** The layers at points {@code from} to {@code to}, both included. */
  public int[] layers(int from, int to) {
    return Arrays.copyOfRange(points, from, to + 1);
  }

  @Override
  public String toString() {
    return Arrays.toString(points);
  }
}
