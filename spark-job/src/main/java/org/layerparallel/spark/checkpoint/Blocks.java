package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.layerparallel.sweep.WeightBlock;

/** Weight blocks as matrices: weights, gradient, and a row of steps and of gradient changes for each pair. */
final class Blocks {

  private static final String WEIGHTS = "weights";
  private static final String GRADIENT = "gradient";
  private static final String STEPS = "steps";
  private static final String CHANGES = "changes";

  private Blocks() {}

  /** The matrices of a block after a gradient, whose candidate is its weights. */
  static List<Tensor> tensors(WeightBlock block) {
    int length = block.weights().length;
    return List.of(
        Tensor.of(WEIGHTS, block.weights()),
        Tensor.of(GRADIENT, block.gradient()),
        Tensor.of(STEPS, block.steps(), length),
        Tensor.of(CHANGES, block.changes(), length));
  }

  /** A block of consecutive layers that is put together from files of parts of it. */
  static final class Assembly {

    private final int[] offsets;
    private final double[] weights;
    private final double[] gradient;
    private final double[][] steps;
    private final double[][] changes;

    Assembly(int pairs, int[] offsets) {
      int length = offsets[offsets.length - 1];
      this.offsets = offsets;
      this.weights = new double[length];
      this.gradient = new double[length];
      this.steps = new double[pairs][length];
      this.changes = new double[pairs][length];
    }

    /** Adds {@code count} numbers of each vector of the file, from {@code from} on, at {@code at}. */
    void add(TensorReader reader, int from, int at, int count) throws IOException {
      if (reader.rows(STEPS) != steps.length || reader.rows(CHANGES) != steps.length) {
        throw new DamagedException("has " + reader.rows(STEPS) + " pairs, must have " + steps.length);
      }
      reader.read(WEIGHTS, 0, from, count, weights, at);
      reader.read(GRADIENT, 0, from, count, gradient, at);
      for (int pair = 0; pair < steps.length; pair++) {
        reader.read(STEPS, pair, from, count, steps[pair], at);
        reader.read(CHANGES, pair, from, count, changes[pair], at);
      }
    }

    WeightBlock block() {
      return new WeightBlock(offsets, weights, weights, gradient, steps, changes);
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
   * @param pairs that each block has
   * @return length of the vectors
   * @throws DamagedException if they are not
   */
  static int requireWhole(TensorReader reader, int pairs) throws IOException {
    int length = reader.rowLength(WEIGHTS);
    for (String vectors : List.of(STEPS, CHANGES)) {
      if (reader.rows(vectors) != pairs || pairs > 0 && reader.rowLength(vectors) != length) {
        throw new DamagedException(
            vectors + " has " + reader.rows(vectors) + " rows of " + reader.rowLength(vectors) + ", must have "
                + pairs + " of " + length);
      }
    }
    if (reader.rowLength(GRADIENT) != length) {
      throw new DamagedException(GRADIENT + " has " + reader.rowLength(GRADIENT) + " numbers, must have " + length);
    }
    reader.requireFiniteRow(WEIGHTS);
    reader.requireFiniteRow(GRADIENT);
    return length;
  }

  /** The block of matrices with a prefix. */
  static WeightBlock block(String prefix, TensorReader reader, int[] offsets) throws IOException {
    reader.requireFiniteRow(prefix + WEIGHTS);
    reader.requireFiniteRow(prefix + GRADIENT);
    double[] weights = reader.row(prefix + WEIGHTS);
    double[] gradient = reader.row(prefix + GRADIENT);
    double[][] steps = reader.matrix(prefix + STEPS);
    double[][] changes = reader.matrix(prefix + CHANGES);
    boolean fit =
        gradient.length == weights.length
            && offsets.length > 0
            && offsets[offsets.length - 1] == weights.length
            && steps.length == changes.length
            && Arrays.stream(steps).allMatch(row -> row.length == weights.length)
            && Arrays.stream(changes).allMatch(row -> row.length == weights.length);
    if (!fit) {
      throw new DamagedException("its vectors differ in length");
    }
    return new WeightBlock(offsets, weights, weights, gradient, steps, changes);
  }
}
