package org.layerparallel.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.Numbers;

class TilingTest {

  @Property(tries = 200)
  void tilesCoverAllExamplesOnceAndNoneHoldsBothKinds(
      @ForAll @IntRange(min = 1, max = 40) int training,
      @ForAll @IntRange(min = 0, max = 20) int validation,
      @ForAll @IntRange(min = 1, max = 50) int tile) {
    Tiling tiling = new Tiling(training, validation, tile);
    int next = 0;
    for (int t = 0; t < tiling.tiles(); t++) {
      assertEquals(next, tiling.start(t), "start of tile " + t);
      assertTrue(1 <= tiling.size(t) && tiling.size(t) <= tile, "size of tile " + t);
      next += tiling.size(t);
      if (t + 1 == tiling.trainingTiles()) {
        assertEquals(training, next, "end of the training tiles");
      }
    }
    assertEquals(training + validation, next, "end of all tiles");
  }

  @Property(tries = 100)
  void theTrainingPartOfABlockIsItsPrefixWhateverTheValidation(
      @ForAll @IntRange(min = 1, max = 12) int training,
      @ForAll @IntRange(min = 0, max = 9) int validation,
      @ForAll @IntRange(min = 1, max = 5) int tile,
      @ForAll @IntRange(min = 1, max = 4) int channels) {
    Tiling tiling = new Tiling(training, validation, tile);
    double[] first = values(channels * training, 0);
    double[] block = tiling.toBlock(channels, first, values(channels * validation, 1000));
    assertEquals(tiling.blockLength(channels), block.length);

    double[] alone = new Tiling(training, 0, tile).toBlock(channels, first, new double[0]);
    assertEquals(tiling.trainingLength(channels), alone.length);
    Numbers.assertSame(alone, Arrays.copyOf(block, alone.length), "prefix");
    double[] rest = Arrays.copyOfRange(block, alone.length, block.length);
    assertTrue(Arrays.stream(rest).allMatch(x -> x >= 1000), "a training value after the prefix");
  }

  @Test
  void aTileIsARowMajorMatrix() {
    // Two channels; examples (0, 1), (2, 3), (4, 5), and one of validation.
    double[] block = new Tiling(3, 1, 2).toBlock(2, values(6, 0), new double[] {8, 9});
    Numbers.assertSame(new double[] {0, 2, 1, 3, 4, 5, 8, 9}, block, "block");
  }

  @ParameterizedTest
  @CsvSource({
    "8, 5000, 625", "5, 5000, 625", "2, 9000, 750", "64, 1000, 125", "220, 1000, 250", "220, 5000, 250",
    "8, 7, 125", "220, 100, 125", "220, 1001, 126"
  })
  void tilesFitTheCacheAndSuitFourThreads(int channels, int training, int tile) {
    assertEquals(new Tiling(training, 3, tile), Tiling.forChannels(channels, training, 3));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, -1, 1", "1, 0, 0"})
  void refusesBadNumbers(int training, int validation, int tile) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Tiling(training, validation, tile));
    assertEquals(
        "training=" + training + ", validation=" + validation + ", tile=" + tile
            + ": must be >= 1, >= 0, >= 1",
        refused.getMessage());
  }

  @Test
  void refusesABlockLongerThanAVector() {
    Tiling tiling = new Tiling(1 << 20, 0, 64);
    assertThrows(ArithmeticException.class, () -> tiling.blockLength(1 << 12));
    assertThrows(ArithmeticException.class, () -> tiling.trainingLength(1 << 12));
  }

  private static double[] values(int count, double first) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> first + i);
    return values;
  }
}
