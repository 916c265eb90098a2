package org.layerparallel.linalg;

import java.io.Serializable;

/**
 * Layout of a block, channels x examples, as one vector: the examples are cut into tiles of up to {@code tile}, and a
 * tile is a contiguous row-major matrix, channels x its examples. A kernel works on a tile, which stays in cache.
 * Training examples come first and share no tile with validation examples, so the training part of a block is a prefix
 * of it: an adjoint block holds that prefix alone.
 *
 * @param training number of training examples, at least 1
 * @param validation number of validation examples
 * @param tile most examples in a tile, at least 1
 */
public record Tiling(int training, int validation, int tile) implements Serializable {

  /** Values of a tile that leave room for its neighbours in a second-level cache. */
  private static final int TILE_VALUES = 8000;

  private static final int SMALLEST_TILE = 125;
  private static final int LARGEST_TILE = 1000;

  /** Above this many channels a larger product is worth more than the cache. */
  private static final int NARROW_CHANNELS = 64;

  private static final int WIDE_TILE = 250;

  /** So that two or four threads have equal shares. */
  private static final int TILES_MULTIPLE = 4;

  public Tiling {
    if (training < 1 || validation < 0 || tile < 1) {
      throw new IllegalArgumentException(
          "training=" + training + ", validation=" + validation + ", tile=" + tile
              + ": must be >= 1, >= 0, >= 1");
    }
  }

  /** Tiles of a size that suits states of {@code channels} channels, by measurement (docs/benchmarks). */
  public static Tiling forChannels(int channels, int training, int validation) {
    int fitting =
        channels > NARROW_CHANNELS
            ? WIDE_TILE
            : Math.max(SMALLEST_TILE, Math.min(LARGEST_TILE, TILE_VALUES / channels));
    int multiples = ceil(training, TILES_MULTIPLE * fitting);
    int equal = ceil(training, TILES_MULTIPLE * multiples);
    return new Tiling(training, validation, Math.max(SMALLEST_TILE, equal));
  }

  /** All examples. */
  public int examples() {
    return training + validation;
  }

  /** Number of tiles of training examples; these are the first ones. */
  public int trainingTiles() {
    return ceil(training, tile);
  }

  /** Number of all tiles. */
  public int tiles() {
    return trainingTiles() + ceil(validation, tile);
  }

  /** First example of tile {@code t}; times the channels, where the tile begins in a block. */
  public int start(int t) {
    int own = trainingTiles();
    return t < own ? t * tile : training + (t - own) * tile;
  }

  /** Number of examples in tile {@code t}. */
  public int size(int t) {
    int end = t < trainingTiles() ? training : examples();
    return Math.min(tile, end - start(t));
  }

  /** Length of a block of all examples. */
  public int blockLength(int channels) {
    return Math.multiplyExact(channels, examples());
  }

  /** Length of a block of the training examples. */
  public int trainingLength(int channels) {
    return Math.multiplyExact(channels, training);
  }

  /**
   * Turns examples x channels, one example after the other, into a block.
   *
   * @param training the training examples
   * @param validation the validation examples
   */
  public double[] toBlock(int channels, double[] training, double[] validation) {
    double[] block = new double[blockLength(channels)];
    for (int t = 0; t < tiles(); t++) {
      int start = start(t);
      int size = size(t);
      boolean first = t < trainingTiles();
      double[] source = first ? training : validation;
      int row = first ? start : start - this.training;
      for (int e = 0; e < size; e++) {
        for (int c = 0; c < channels; c++) {
          block[start * channels + c * size + e] = source[(row + e) * channels + c];
        }
      }
    }
    return block;
  }

  private static int ceil(int a, int b) {
    return (int) (((long) a + b - 1) / b);
  }
}
