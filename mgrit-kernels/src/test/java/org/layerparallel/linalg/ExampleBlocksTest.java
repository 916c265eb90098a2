package org.layerparallel.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExampleBlocksTest {

  @Property(tries = 300)
  void haveTheTilesOfTheWholeInTheirOrder(
      @ForAll @IntRange(min = 1, max = 40) int training,
      @ForAll @IntRange(min = 0, max = 30) int validation,
      @ForAll @IntRange(min = 1, max = 8) int tile,
      @ForAll @IntRange(min = 1, max = 12) int wanted,
      @ForAll @IntRange(min = 1, max = 3) int channels) {
    Tiling whole = new Tiling(training, validation, tile);
    ExampleBlocks blocks = ExampleBlocks.of(whole, wanted);
    assertEquals(Math.min(wanted, whole.trainingTiles()), blocks.count(), "example blocks");
    double[] all = numbered(whole.blockLength(channels));
    double[] prefix = numbered(whole.trainingLength(channels));
    List<double[]> parts = new ArrayList<>();
    List<double[]> prefixes = new ArrayList<>();
    int trainingTile = 0;
    int validationTile = whole.trainingTiles();
    for (int b = 0; b < blocks.count(); b++) {
      Tiling own = blocks.tiling(b);
      double[] part = blocks.cut(b, channels, all);
      assertEquals(own.blockLength(channels), part.length, "length of part " + b);
      for (int t = 0; t < own.tiles(); t++) {
        int wholes = t < own.trainingTiles() ? trainingTile++ : validationTile++;
        assertArrayEquals(tile(whole, wholes, channels, all), tile(own, t, channels, part), "tile " + wholes);
      }
      parts.add(part);
      prefixes.add(blocks.cut(b, channels, prefix));
      assertEquals(own.trainingLength(channels), prefixes.get(b).length, "length of training part " + b);
    }
    assertEquals(whole.trainingTiles(), trainingTile, "training tiles");
    assertEquals(whole.tiles(), validationTile, "tiles");
    assertArrayEquals(all, blocks.joined(channels, parts), "joined");
    assertArrayEquals(prefix, blocks.joined(channels, prefixes), "joined, training");
  }

  @Test
  void oneBlockIsNotCopied() {
    ExampleBlocks one = ExampleBlocks.of(new Tiling(3, 2, 4), 5);
    double[] block = numbered(10);
    assertTrue(one.cut(0, 2, block) == block && one.joined(2, List.of(block)) == block);
  }

  @Test
  void cutsOneEntryForEachExample() {
    ExampleBlocks two = new ExampleBlocks(new Tiling(5, 2, 2), 2);
    assertArrayEquals(new int[] {0, 1}, two.cut(0, new int[] {0, 1, 2, 3, 4, 5, 6}), "no validation tile");
    assertArrayEquals(new int[] {2, 3, 4, 5, 6}, two.cut(1, new int[] {0, 1, 2, 3, 4, 5, 6}));
  }

  @Test
  void sumsInTheirOrder() {
    List<double[]> parts = List.of(new double[] {1e16, 1}, new double[] {1, 2}, new double[] {-1e16, 4});
    assertArrayEquals(new double[] {0, 7}, ExampleBlocks.sum(parts), 0);
    assertEquals(1e16, parts.get(0)[0], "a part was changed");
  }

  @Test
  void refusesBlocksWithoutTrainingExamples() {
    Tiling tiling = new Tiling(5, 9, 2);
    assertEquals(
        "count=4, must be in 1..3",
        assertThrows(IllegalArgumentException.class, () -> new ExampleBlocks(tiling, 4)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new ExampleBlocks(tiling, 0));
  }

  private static double[] tile(Tiling tiling, int t, int channels, double[] block) {
    int from = tiling.start(t) * channels;
    return Arrays.copyOfRange(block, from, from + tiling.size(t) * channels);
  }

  private static double[] numbered(int length) {
    double[] numbers = new double[length];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }
}
