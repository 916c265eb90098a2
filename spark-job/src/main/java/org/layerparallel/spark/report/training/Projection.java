package org.layerparallel.spark.report.training;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Projection of states to the plane in which they vary most: that of the two principal components of all of them, the
 * eigenvectors of their covariance matrix with the largest eigenvalues. States of two channels stay as they are.
 *
 * @param mean subtracted before
 * @param axes two vectors of unit length, of as many entries as a state
 * @param share of the variance that lies in the plane, in [0, 1]
 */
record Projection(double[] mean, double[][] axes, double share) {

  /**
   * The projection of some states.
   *
   * @param states arrays of states of {@code width} channels, one after the other; finite, at least one state
   */
  static Projection of(double[][] states, int width) {
    if (width <= 2) {
      double[][] channels = width == 1 ? new double[][] {{1}, {0}} : new double[][] {{1, 0}, {0, 1}};
      return new Projection(new double[width], channels, 1);
    }
    double[] mean = mean(states, width);
    EigenDecomposition eigen =
        new EigenDecomposition(new Array2DRowRealMatrix(covariance(states, mean), false));
    double[] values = eigen.getRealEigenvalues();
    double all = Arrays.stream(values).map(value -> Math.max(0, value)).sum();
    double[][] axes = {oriented(eigen.getEigenvector(0).toArray()), oriented(eigen.getEigenvector(1).toArray())};
    double inPlane = Math.max(0, values[0]) + Math.max(0, values[1]);
    return new Projection(mean, axes, all > 0 ? inPlane / all : 1);
  }

  /** States in the plane: x and y in turn. */
  double[] apply(double[] states) {
    int width = mean.length;
    double[] points = new double[2 * (states.length / width)];
    for (int i = 0; i < points.length; i++) {
      for (int k = 0; k < width; k++) {
        points[i] += axes[i % 2][k] * (states[i / 2 * width + k] - mean[k]);
      }
    }
    return points;
  }

  private static double[] mean(double[][] states, int width) {
    double[] mean = new double[width];
    int count = 0;
    for (double[] some : states) {
      for (int i = 0; i < some.length; i++) {
        mean[i % width] += some[i];
      }
      count += some.length / width;
    }
    for (int k = 0; k < width; k++) {
      mean[k] /= count;
    }
    return mean;
  }

  private static double[][] covariance(double[][] states, double[] mean) {
    int width = mean.length;
    double[][] sums = new double[width][width];
    double[] one = new double[width];
    for (double[] some : states) {
      for (int at = 0; at < some.length; at += width) {
        for (int k = 0; k < width; k++) {
          one[k] = some[at + k] - mean[k];
        }
        for (int k = 0; k < width; k++) {
          for (int l = 0; l <= k; l++) {
            sums[k][l] += one[k] * one[l];
          }
        }
      }
    }
    for (int k = 0; k < width; k++) {
      for (int l = 0; l < k; l++) {
        sums[l][k] = sums[k][l];
      }
    }
    return sums;
  }

  /** An eigenvector may as well be its negative; one of the two is chosen, so that pictures can be compared. */
  private static double[] oriented(double[] axis) {
    int largest = 0;
    for (int k = 1; k < axis.length; k++) {
      largest = Math.abs(axis[k]) > Math.abs(axis[largest]) ? k : largest;
    }
    double sign = axis[largest] < 0 ? -1 : 1;
    return Arrays.stream(axis).map(x -> sign * x).toArray();
  }
}
