package org.layerparallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Comparison of vectors, with messages that name the entry. */
public final class Numbers {

  private Numbers() {}

  /** The same numbers; 0 and -0 count as the same. */
  public static void assertSame(double[] expected, double[] actual, String what) {
    assertEquals(expected.length, actual.length, what + ", length");
    for (int i = 0; i < expected.length; i++) {
      assertTrue(
          expected[i] == actual[i],
          what + ", entry " + i + ": expected exactly " + expected[i] + ", is " + actual[i]);
    }
  }

  /** The same up to {@code tolerance} times the largest entry expected, or times 1 if that is less. */
  public static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what + ", length");
    double scale = 1;
    for (double x : expected) {
      scale = Math.max(scale, Math.abs(x));
    }
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(expected[i] - actual[i]);
      assertTrue(
          error <= tolerance * scale,
          what + ", entry " + i + ": expected " + expected[i] + ", is " + actual[i] + ", off by " + error);
    }
  }

  /** {@code x . y}. */
  public static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** 2-norm. */
  public static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  /** {@code x + a y}, a new vector. */
  public static double[] plus(double[] x, double a, double[] y) {
    double[] sum = x.clone();
    for (int i = 0; i < x.length; i++) {
      sum[i] += a * y[i];
    }
    return sum;
  }
}
