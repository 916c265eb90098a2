package org.layerparallel.linalg;

import java.io.Serializable;
import java.util.List;

/**
 * The examples of a block cut into example blocks: each has consecutive training tiles and consecutive validation
 * tiles of the whole. No tile is cut, so what is computed tile by tile does not depend on the number of example
 * blocks.
 *
 * @param whole layout of blocks of all examples
 * @param count number of example blocks, from 1 to that of the training tiles: each has training examples, though maybe
 *     none for validation
 */
public record ExampleBlocks(Tiling whole, int count) implements Serializable {

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if {@code count} is out of its range
   */
  public ExampleBlocks {
    if (count < 1 || count > whole.trainingTiles()) {
      throw new IllegalArgumentException("count=" + count + ", must be in 1.." + whole.trainingTiles());
    }
  }

  /** As many as wanted, or as there are training tiles. */
  public static ExampleBlocks of(Tiling whole, int wanted) {
    return new ExampleBlocks(whole, Math.min(wanted, whole.trainingTiles()));
  }

  /** Layout of example block {@code b}. */
  public Tiling tiling(int b) {
    return new Tiling(training(b), validation(b), whole.tile());
  }

  /**
   * Example block {@code b} of a block, not copied if it is the only one.
   *
   * @param block channels x examples, or channels x training
   */
  public double[] cut(int b, int channels, double[] block) {
    if (count == 1) {
      return block;
    }
    boolean all = block.length == whole.blockLength(channels);
    double[] part = new double[channels * (training(b) + (all ? validation(b) : 0))];
    copy(block, trainingFrom(b) * channels, part, 0, training(b) * channels);
    if (all) {
      copy(block, validationFrom(b) * channels, part, training(b) * channels, validation(b) * channels);
    }
    return part;
  }

  /** The entries of example block {@code b}, of one for each example. */
  public int[] cut(int b, int[] entries) {
    int[] part = new int[training(b) + validation(b)];
    copy(entries, trainingFrom(b), part, 0, training(b));
    copy(entries, validationFrom(b), part, training(b), validation(b));
    return part;
  }

  /**
   * The block that these are the example blocks of, in their order; not copied if there is only one.
   *
   * @param parts channels x examples each, or channels x training
   */
  public double[] joined(int channels, List<double[]> parts) {
    if (count == 1) {
      return parts.get(0);
    }
    double[] block = new double[parts.stream().mapToInt(part -> part.length).sum()];
    boolean all = block.length == whole.blockLength(channels);
    for (int b = 0; b < count; b++) {
      copy(parts.get(b), 0, block, trainingFrom(b) * channels, training(b) * channels);
      if (all) {
        copy(parts.get(b), training(b) * channels, block, validationFrom(b) * channels, validation(b) * channels);
      }
    }
    return block;
  }

  /** The sum of vectors that each example block has one of, in their order, whatever computed them. */
  public static double[] sum(List<double[]> parts) {
    double[] sum = parts.get(0).clone();
    for (double[] part : parts.subList(1, parts.size())) {
      Gemm.addScaled(sum.length, 1, part, sum, 0);
    }
    return sum;
  }

  private int training(int b) {
    return trainingFrom(b + 1) - trainingFrom(b);
  }

  private int validation(int b) {
    return validationFrom(b + 1) - validationFrom(b);
  }

  private int trainingFrom(int b) {
    return firstExample(0, share(whole.trainingTiles(), b), whole.training());
  }

  private int validationFrom(int b) {
    int tiles = whole.tiles() - whole.trainingTiles();
    return firstExample(whole.training(), share(tiles, b), whole.validation());
  }

  /** The first tile, of {@code tiles}, of example block {@code b}. */
  private int share(int tiles, int b) {
    return (int) ((long) tiles * b / count);
  }

  private int firstExample(int from, int tile, int examples) {
    return from + (int) Math.min((long) tile * whole.tile(), examples);
  }

  private static void copy(Object from, int at, Object to, int start, int length) {
    System.arraycopy(from, at, to, start, length);
  }
}
