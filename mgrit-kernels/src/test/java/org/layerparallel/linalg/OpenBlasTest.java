package org.layerparallel.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.layerparallel.Sample;

/** That it does not matter to a run whether netlib's JNI calls OpenBLAS or JavaCPP's. */
class OpenBlasTest {

  private static final DoubleBlas LOADED = OpenBlas.load();
  private static final DoubleBlas THROUGH_JAVA_CPP = new JavaCppBlas("");

  @Test
  void computesOnTheCallersThread() {
    assertEquals(1, openblas_nolapack.blas_get_num_threads());
  }

  /** Up to sizes beyond the kernels for small matrices that OpenBLAS has on some processors. */
  @RepeatedTest(60)
  void bothWaysOfCallingGiveTheSameProducts(RepetitionInfo repetition) {
    assumeNetlib();
    Random random = new Random(repetition.getCurrentRepetition());
    int most = random.nextBoolean() ? 12 : 230;
    int m = 1 + random.nextInt(most);
    int n = 1 + random.nextInt(most);
    int k = 1 + random.nextInt(most);
    int at = random.nextInt(4);
    double[] a = Sample.normal(random, at + m * k + 1, 1);
    double[] b = Sample.normal(random, at + k * n + 2, 1);
    double[] c = Sample.normal(random, at + m * n + 3, 1);
    for (String opA : new String[] {"N", "T"}) {
      for (String opB : new String[] {"N", "T"}) {
        for (double beta : new double[] {0, 1}) {
          double[] expected = c.clone();
          LOADED.dgemm(opA, opB, m, n, k, a, at, b, at, beta, expected, at);
          double[] actual = c.clone();
          THROUGH_JAVA_CPP.dgemm(opA, opB, m, n, k, a, at, b, at, beta, actual, at);
          assertArrayEquals(
              expected, actual, opA + " " + opB + ", m " + m + ", n " + n + ", k " + k + ", beta " + beta);
        }
      }
    }
  }

  @RepeatedTest(60)
  void bothWaysOfCallingGiveTheSameDotProducts(RepetitionInfo repetition) {
    assumeNetlib();
    Random random = new Random(repetition.getCurrentRepetition());
    int n = random.nextInt(random.nextBoolean() ? 40 : 50_000);
    int at = random.nextInt(4);
    double[] x = Sample.normal(random, at + n, 1);
    double[] y = Sample.normal(random, at + n, 1);
    assertEquals(LOADED.ddot(n, x, at, y, at), THROUGH_JAVA_CPP.ddot(n, x, at, y, at), "n " + n);
  }

  @RepeatedTest(20)
  void threadsHaveTheirOwnCopiesOfOperands(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int size = 1 + random.nextInt(60);
    double[] a = Sample.normal(random, size * size, 1);
    double[] b = Sample.normal(random, size * size, 1);
    double[] expected = product(size, a, b);
    double[] expectedReverse = product(size, b, a);
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              assertArrayEquals(expected, product(size, a, b), "A B");
              assertArrayEquals(expectedReverse, product(size, b, a), "B A");
            });
  }

  private static double[] product(int size, double[] a, double[] b) {
    double[] product = new double[size * size];
    THROUGH_JAVA_CPP.dgemm("N", "N", size, size, size, a, 0, b, 0, 0, product, 0);
    return product;
  }

  private static void assumeNetlib() {
    assumeTrue(LOADED instanceof NetlibBlas, () -> "netlib's JNI is not in use: " + LOADED);
  }
}
