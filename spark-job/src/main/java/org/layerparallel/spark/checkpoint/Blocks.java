package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.layerparallel.sweep.WeightBlock;

/** Weight blocks as matrices: weights, gradient, for each pair a row of steps and changes, a row for each average. */
final class Blocks {

  private static final String WEIGHTS = "weights";
  private static final String GRADIENT = "gradient";
  private static final String STEPS = "steps";
  private static final String CHANGES = "changes";
  private static final String AVERAGES = "averages";

  private Blocks() {}

  /** The matrices of a block after a gradient, whose candidate is its weights. */
  static List<Tensor> tensors(WeightBlock block) {
    int length = block.weights().length;
    return List.of(
        Tensor.of(WEIGHTS, block.weights()),
        Tensor.of(GRADIENT, block.gradient()),
        Tensor.of(STEPS, block.steps(), length),
        Tensor.of(CHANGES, block.changes(), length),
        Tensor.of(AVERAGES, block.averages(), length));
  }

  /** A block of consecutive layers that is put together from files of parts of it. */
  static final class Assembly {

    private final int[] offsets;
    private final double[] weights;
    private final double[] gradient;
    private final double[][] steps;
    private final double[][] changes;
    private final double[][] averages;

    Assembly(PastVectors past, int[] offsets) {
      int length = offsets[offsets.length - 1];
      this.offsets = offsets;
      this.weights = new double[length];
      this.gradient = new double[length];
      this.steps = new double[past.pairs()][length];
      this.changes = new double[past.pairs()][length];
      this.averages = new double[past.averages()][length];
    }

    /** Adds {@code count} numbers of each vector of the file, from {@code from} on, at {@code at}. */
    void add(TensorReader reader, int from, int at, int count) throws IOException {
      reader.read(WEIGHTS, 0, from, count, weights, at);
      reader.read(GRADIENT, 0, from, count, gradient, at);
      addRows(reader, STEPS, from, at, count, steps);
      addRows(reader, CHANGES, from, at, count, changes);
      addRows(reader, AVERAGES, from, at, count, averages);
    }

    private static void addRows(
        TensorReader reader, String name, int from, int at, int count, double[][] vectors) throws IOException {
      requireRows(reader, name, vectors.length);
      for (int row = 0; row < vectors.length; row++) {
        reader.read(name, row, from, count, vectors[row], at);
      }
    }

    WeightBlock block() {
      return new WeightBlock(offsets, weights, weights, gradient, steps, changes, averages);
    }
  }

  private static void requireRows(TensorReader reader, String name, int rows) throws DamagedException {
    if (reader.rows(name) != rows) {
      throw new DamagedException(name + " has " + reader.rows(name) + " rows, must have " + rows);
    }
  }

  /** The same with a prefix to all names, for a file that holds other matrices too. */
  static List<Tensor> tensors(String prefix, WeightBlock block) {
    List<Tensor> named = new ArrayList<>();
    for (Tensor tensor : tensors(block)) {
      named.add(new Tensor(prefix + tensor.name(), tensor.rows(), tensor.length()));
    }
    return named;
  }

  /**
   * Checks a file of the blocks of some layers: its vectors are of one length, weights and gradient finite.
   *
   * @param past what each block has of it
   * @return length of the vectors
   * @throws DamagedException if they are not
   */
  static int requireWhole(TensorReader reader, PastVectors past) throws IOException {
    int length = reader.rowLength(WEIGHTS);
    requireVectors(reader, STEPS, past.pairs(), length);
    requireVectors(reader, CHANGES, past.pairs(), length);
    requireVectors(reader, AVERAGES, past.averages(), length);
    if (reader.rowLength(GRADIENT) != length) {
      throw new DamagedException(GRADIENT + " has " + reader.rowLength(GRADIENT) + " numbers, must have " + length);
    }
    reader.requireFiniteRow(WEIGHTS);
    reader.requireFiniteRow(GRADIENT);
    return length;
  }

  private static void requireVectors(TensorReader reader, String name, int rows, int length)
      throws DamagedException {
    requireRows(reader, name, rows);
    if (rows > 0 && reader.rowLength(name) != length) {
      throw new DamagedException(name + " has rows of " + reader.rowLength(name) + ", must have " + length);
    }
  }

  /** The block of matrices with a prefix. */
  static WeightBlock block(String prefix, TensorReader reader, int[] offsets) throws IOException {
    reader.requireFiniteRow(prefix + WEIGHTS);
    reader.requireFiniteRow(prefix + GRADIENT);
    double[] weights = reader.row(prefix + WEIGHTS);
    double[] gradient = reader.row(prefix + GRADIENT);
    double[][] steps = reader.matrix(prefix + STEPS);
    double[][] changes = reader.matrix(prefix + CHANGES);
    double[][] averages = reader.matrix(prefix + AVERAGES);
    boolean fit =
        gradient.length == weights.length
            && offsets.length > 0
            && offsets[offsets.length - 1] == weights.length
            && steps.length == changes.length
            && Stream.of(steps, changes, averages)
                .flatMap(Arrays::stream)
                .allMatch(row -> row.length == weights.length);
    if (!fit) {
      throw new DamagedException("its vectors differ in length");
    }
    return new WeightBlock(offsets, weights, weights, gradient, steps, changes, averages);
  }
}
