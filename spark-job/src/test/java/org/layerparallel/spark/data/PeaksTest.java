package org.layerparallel.spark.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.network.Examples;

class PeaksTest {

  private static final PeaksGrid USUAL = new PeaksGrid(Peaks.GRID);

  /** Grid points of each class, as a few lines of Python count them too. */
  private static final int[] COUNTS = {1829, 7968, 47557, 6384, 1798};

  @Test
  void isThePeaksFunction() {
    // By hand: at the origin 3/e - 1/(3 e); at (1, 0) the first term vanishes.
    assertEquals(8 / (3 * Math.E), Peaks.value(0, 0), 1e-15);
    assertEquals(8 / Math.E - Math.exp(-4) / 3, Peaks.value(1, 0), 1e-15);
    assertEquals(10 / Math.E - Math.exp(-2) / 3 + 3 * Math.exp(-4), Peaks.value(0, 1), 1e-15);
  }

  @Test
  void hasItsExtremesOnTheGrid() {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int point = 0; point < 256 * 256; point++) {
      double value = Peaks.value(USUAL.x(point), USUAL.y(point));
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    // The extremes in the plane are -6.5511 and 8.1062.
    assertEquals(-6.5497, min, 1e-4);
    assertEquals(8.1054, max, 1e-4);
  }

  @Test
  void dividesTheGridIntoClasses() {
    int[][] points = USUAL.pointsByClass();
    assertArrayEquals(COUNTS, Arrays.stream(points).mapToInt(p -> p.length).toArray());
    double last = Double.NEGATIVE_INFINITY;
    for (int[] ofClass : points) {
      double[] values = Arrays.stream(ofClass).mapToDouble(p -> Peaks.value(USUAL.x(p), USUAL.y(p))).sorted().toArray();
      assertTrue(last < values[0], "classes overlap");
      last = values[values.length - 1];
    }
  }

  @Test
  void drawsBalancedDisjointExamplesClassByClass() {
    Peaks.Draw draw = Peaks.draw(5000, 200, 7);
    assertEquals(5000, draw.training().count());
    assertEquals(200, draw.validation().count());
    Set<String> seen = new HashSet<>();
    for (Examples examples : new Examples[] {draw.training(), draw.validation()}) {
      for (int i = 0; i < examples.count(); i++) {
        double x = examples.features()[2 * i];
        double y = examples.features()[2 * i + 1];
        assertEquals(5 * i / examples.count(), examples.labels()[i], "label of example " + i);
        assertEquals(examples.labels()[i], (int) (5 * (Peaks.value(x, y) + 6.5497192) / 14.6551128), "class of " + i);
        assertTrue(seen.add(x + "," + y), "drawn twice: " + x + ", " + y);
      }
    }
  }

  @Test
  void dependsOnTheSeedAlone() {
    double[] features = Peaks.draw(100, 0, 3).training().features();
    assertArrayEquals(features, Peaks.draw(100, 50, 3).training().features());
    Set<String> first = points(features);
    Set<String> next = points(Peaks.draw(100, 0, 4).training().features());
    next.retainAll(first);
    assertTrue(next.size() < 20, next.size() + " of 100 points in common with the next seed");
  }

  @Test
  void drawsAsManyAsThereAre() {
    Peaks.Draw all = Peaks.draw(5 * 1000, 5 * 798, 1);
    assertEquals(3990, all.validation().count());
    assertEquals(
        "training=5000 and validation=3995, together must be <= 8990: the smallest class has 1798 grid points;"
            + " a finer grid has more",
        assertThrows(IllegalArgumentException.class, () -> Peaks.draw(5000, 3995, 1)).getMessage());
  }

  @Test
  void aFinerGridHasMore() {
    Peaks.Draw draw = Peaks.draw(20_000, 1000, 1, 512);
    assertEquals(20_000, draw.training().count());
    assertEquals(20_000, points(draw.training().features()).size(), "different points");
    assertEquals(
        "grid=1, must be >= 2",
        assertThrows(IllegalArgumentException.class, () -> Peaks.draw(5, 0, 1, 1)).getMessage());
  }

  @Test
  void refusesUnbalancedNumbers() {
    assertEquals(
        "training=501, must be a multiple of 5, at least 5",
        assertThrows(IllegalArgumentException.class, () -> Peaks.draw(501, 5, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Peaks.draw(0, 5, 1));
    assertEquals(
        "validation=-5, must be a multiple of 5, at least 0",
        assertThrows(IllegalArgumentException.class, () -> Peaks.draw(5, -5, 1)).getMessage());
    assertFalse(Peaks.draw(5, 0, 1).validation().count() > 0);
  }

  @Test
  void drewTheFilesInTheRepository(@TempDir Path directory) throws Exception {
    Peaks.Draw draw = Peaks.draw(500, 100, 1);
    Path written = directory.resolve("written.csv");
    ExampleWriter.write(new Configuration(), written.toString(), draw.training());
    assertEquals(-1, Files.mismatch(written, Path.of("..", "data", "peaks-training.csv")));
    ExampleWriter.write(new Configuration(), written.toString(), draw.validation());
    assertEquals(-1, Files.mismatch(written, Path.of("..", "data", "peaks-validation.csv")));
  }

  private static Set<String> points(double[] features) {
    Set<String> points = new HashSet<>();
    for (int i = 0; i < features.length; i += 2) {
      points.add(features[i] + "," + features[i + 1]);
    }
    return points;
  }
}
