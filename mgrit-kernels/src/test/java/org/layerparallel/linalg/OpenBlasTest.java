package org.layerparallel.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.layerparallel.Sample;

/** That it does not matter to a run whether netlib's JNI calls OpenBLAS or JavaCPP's. */
class OpenBlasTest {

  private static final DoubleBlas LOADED = OpenBlas.load();
  private static final DoubleBlas THROUGH_JAVA_CPP = new JavaCppBlas("");

  @Example
  void computesOnTheCallersThread() {
    assertEquals(1, openblas_nolapack.blas_get_num_threads());
  }

  /** The larger sizes are beyond the kernels for small matrices that OpenBLAS has on some processors. */
  @Property(tries = 200)
  void bothWaysOfCallingGiveTheSameProducts(
      @ForAll @IntRange(min = 1, max = 230) int m,
      @ForAll @IntRange(min = 1, max = 230) int n,
      @ForAll @IntRange(min = 1, max = 230) int k,
      @ForAll @IntRange(min = 0, max = 3) int at,
      @ForAll long seed) {
    assumeNetlib();
    Random random = new Random(seed);
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
          assertArrayEquals(expected, actual, opA + " " + opB + ", beta " + beta);
        }
      }
    }
  }

  @Property(tries = 200)
  void bothWaysOfCallingGiveTheSameDotProducts(
      @ForAll @IntRange(min = 0, max = 50_000) int n,
      @ForAll @IntRange(min = 0, max = 3) int at,
      @ForAll long seed) {
    assumeNetlib();
    Random random = new Random(seed);
    double[] x = Sample.normal(random, at + n, 1);
    double[] y = Sample.normal(random, at + n, 1);
    assertEquals(LOADED.ddot(n, x, at, y, at), THROUGH_JAVA_CPP.ddot(n, x, at, y, at));
  }

  @Property(tries = 20)
  void threadsHaveTheirOwnCopiesOfOperands(@ForAll @IntRange(min = 1, max = 60) int size, @ForAll long seed) {
    Random random = new Random(seed);
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
    Assume.that(LOADED instanceof NetlibBlas);
  }
}
