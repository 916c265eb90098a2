package org.layerparallel.spark.report.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectionTest {

  private static final int WIDTH = 6;

  /** States that vary by 3, 2 and 0.1 along three orthogonal directions, around a point. */
  private static double[] states(long seed, int count) {
    Random random = new Random(seed);
    double[] states = new double[count * WIDTH];
    for (int e = 0; e < count; e++) {
      double a = 3 * random.nextGaussian();
      double b = 2 * random.nextGaussian();
      double c = 0.1 * random.nextGaussian();
      double[] one = {0.6 * a + 1, 0.8 * a - 2, -0.8 * b, 0.6 * b, c, 5};
      System.arraycopy(one, 0, states, e * WIDTH, WIDTH);
    }
    return states;
  }

  @Test
  void findsTheDirectionsOfMostVariance() {
    Projection projection = Projection.of(new double[][] {states(1, 900), states(2, 1100)}, WIDTH);
    // The sign is that which makes the largest entry positive.
    assertArrayEquals(new double[] {0.6, 0.8, 0, 0, 0, 0}, projection.axes()[0], 0.05);
    assertArrayEquals(new double[] {0, 0, 0.8, -0.6, 0, 0}, projection.axes()[1], 0.05);
    assertEquals(1, projection.share(), 0.01);
    assertTrue(projection.share() < 1, "all of the variance in the plane");
  }

  @Test
  void pointsAreDistancesAlongTheAxesFromTheMean() {
    double[] states = states(3, 500);
    Projection projection = Projection.of(new double[][] {states}, WIDTH);
    double[] points = projection.apply(states);
    assertEquals(1000, points.length);
    double[] sums = new double[2];
    for (int i = 0; i < points.length; i++) {
      sums[i % 2] += points[i];
    }
    assertArrayEquals(new double[2], sums, 1e-9);
    double[] alongFirst = states.clone();
    for (int k = 0; k < WIDTH; k++) {
      alongFirst[k] += 2 * projection.axes()[0][k] - projection.axes()[1][k];
    }
    assertEquals(points[0] + 2, projection.apply(alongFirst)[0], 1e-12);
    assertEquals(points[1] - 1, projection.apply(alongFirst)[1], 1e-12);
  }

  @Test
  void oneOrTwoChannelsStayAsTheyAre() {
    double[] states = {3, 1, 4, 1};
    assertArrayEquals(states, Projection.of(new double[][] {states}, 2).apply(states));
    assertArrayEquals(
        new double[] {3, 0, 1, 0, 4, 0, 1, 0}, Projection.of(new double[][] {states}, 1).apply(states));
  }

  @Test
  void statesThatAreAllAlikeHaveAPlaneToo() {
    double[] alike = new double[4 * WIDTH];
    Arrays.fill(alike, 2);
    Projection projection = Projection.of(new double[][] {alike}, WIDTH);
    assertArrayEquals(new double[8], projection.apply(alike));
    assertEquals(1, projection.share());
  }
}
