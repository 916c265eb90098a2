package org.layerparallel.benchmark;

import java.util.Arrays;

/**
 * The state step {@code u + s sigma(K u + b)} with the smoothed ReLU in plain Java, a candidate for narrow networks,
 * for which a product is too small to be worth a call of the BLAS. An output channel's row of a tile stays in the innermost
 * cache from the bias to the result.
 *
 * <p>Two things decide whether the compiler vectorizes a loop here: all its arrays must be read and written at the same
 * index, hence a row for each channel rather than offsets into the tile; and it must be short, hence four channels at a
 * time and the activation apart. As one loop of eight channels and activation it is four times slower, for its body
 * is above the limit for unrolling. Owns its buffers: one instance a thread.
 */
final class FusedStep {

  private final int width;
  private final double eta;
  private final double[][] x;
  private final double[] z;

  /**
   * @param width channels
   * @param tile most examples in a tile
   * @param eta of the smoothed ReLU
   */
  FusedStep(int width, int tile, double eta) {
    this.width = width;
    this.eta = eta;
    this.x = new double[width][tile];
    this.z = new double[tile];
  }

  /** As {@link org.layerparallel.network.ResidualLayer#step}. */
  void step(
      double s, double[] theta, int at, double[] u, int uAt, double[] next, int nextAt, int n) {
    for (int c = 0; c < width; c++) {
      System.arraycopy(u, uAt + c * n, x[c], 0, n);
    }
    int bias = at + width * width;
    for (int o = 0; o < width; o++) {
      Arrays.fill(z, 0, n, theta[bias + o]);
      addRow(theta, at + o * width, n);
      activate(s, eta, z, x[o], n);
      System.arraycopy(z, 0, next, nextAt + o * n, n);
    }
  }

  /** {@code z += K_o x} with row o of K from {@code k}. */
  private void addRow(double[] theta, int k, int n) {
    int c = 0;
    for (; c + 4 <= width; c += 4) {
      addFour(
          theta[k + c], x[c],
          theta[k + c + 1], x[c + 1],
          theta[k + c + 2], x[c + 2],
          theta[k + c + 3], x[c + 3],
          z, n);
    }
    for (; c < width; c++) {
      addOne(theta[k + c], x[c], z, n);
    }
  }

  private static void addFour(
      double k0, double[] x0,
      double k1, double[] x1,
      double k2, double[] x2,
      double k3, double[] x3,
      double[] z, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = Math.fma(k0, x0[i], Math.fma(k1, x1[i], Math.fma(k2, x2[i], Math.fma(k3, x3[i], z[i]))));
    }
  }

  private static void addOne(double k, double[] x, double[] z, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = Math.fma(k, x[i], z[i]);
    }
  }

  /** {@code z = u + s sigma(z)}. */
  private static void activate(double s, double eta, double[] z, double[] u, int n) {
    double quarter = 0.25 / eta;
    for (int i = 0; i < n; i++) {
      double low = Math.abs(z[i] + eta);
      double high = Math.abs(z[i] - eta);
      double c = 0.5 * (low - high) + eta;
      z[i] = u[i] + s * (c * c * quarter + 0.5 * ((z[i] - eta) + high));
    }
  }
}
