package org.layerparallel.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;

class GemmTest {

  private static final double ROUNDING = 1e-13;

  @Property(tries = 150)
  void productsAreThoseOfLoops(
      @ForAll @IntRange(min = 1, max = 13) int m,
      @ForAll @IntRange(min = 1, max = 13) int n,
      @ForAll @IntRange(min = 1, max = 13) int k,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] a = Sample.normal(random, 2 + m * k, 1);
    double[] b = Sample.normal(random, 3 + k * n, 1);
    double[] c = Sample.normal(random, 1 + m * n + 2, 1);
    double[] expected = c.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          expected[1 + i * n + j] += a[2 + i * k + l] * b[3 + l * n + j];
        }
      }
    }
    double[] plain = c.clone();
    Arrays.fill(plain, 1, 1 + m * n, Double.NaN);
    Gemm.product(m, n, k, a, 2, b, 3, plain, 1);
    for (int i = 1; i < 1 + m * n; i++) {
      plain[i] += c[i];
    }
    Numbers.assertClose(expected, plain, ROUNDING, "A B");
    double[] left = c.clone();
    Gemm.addTransposedProduct(m, n, k, transposed(a, 2, m, k), 0, b, 3, left, 1);
    Numbers.assertClose(expected, left, ROUNDING, "A' B");
    double[] right = c.clone();
    Gemm.addProductTransposed(m, n, k, a, 2, transposed(b, 3, k, n), 0, right, 1);
    Numbers.assertClose(expected, right, ROUNDING, "A B'");
  }

  @Property(tries = 100)
  void whereAVectorIsCutChangesNoBitOfItsSum(
      @ForAll @IntRange(min = 1, max = 70) int count,
      @ForAll @IntRange(min = 0, max = 70) int cut,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] x = Sample.normal(random, count, 1);
    double[] y = Sample.normal(random, count, 1);
    double[] whole = y.clone();
    Gemm.addScaled(count, 0.3, x, whole, 0);
    int first = Math.min(cut, count);
    double[] parts = y.clone();
    Gemm.addScaled(first, 0.3, x, parts, 0);
    Gemm.addScaled(count - first, 0.3, x, parts, first);
    Numbers.assertSame(whole, parts, "cut at " + first);
    Numbers.assertClose(Numbers.plus(y, 0.3, x), whole, ROUNDING, "y + 0.3 x");
  }

  @Test
  void dotReadsFromItsOffsets() {
    double[] x = {9, 1, 2, 3, 9};
    double[] y = {9, 9, 4, 5, 6, 9};
    assertEquals(32, Gemm.dot(3, x, 1, y, 2));
    assertEquals(0, Gemm.dot(0, x, 1, y, 2));
  }

  private static double[] transposed(double[] matrix, int at, int rows, int columns) {
    double[] transposed = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = matrix[at + i * columns + j];
      }
    }
    return transposed;
  }
}
