package org.layerparallel.spark.model;

import java.util.ArrayList;
import java.util.List;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Weights;

/**
 * One tensor of a model file and where its numbers stand in {@link Weights}: {@code blocks} runs of {@code blockSize}
 * numbers, {@code stride} apart. A residual tensor has a block a layer, for there matrix and bias take turns.
 *
 * @param name as in the file
 * @param shape as in the file, row-major
 * @param part which array of the weights
 * @param offset of the first block in that array
 * @param stride from one block to the next
 * @param blocks number of blocks
 * @param blockSize numbers in a block
 */
record Tensor(String name, List<Long> shape, Part part, long offset, long stride, long blocks, long blockSize) {

  /** The arrays of {@link Weights}. */
  enum Part {
    OPENING,
    RESIDUAL,
    CLASSIFICATION;

    double[] of(Weights weights) {
      return switch (this) {
        case OPENING -> weights.opening();
        case RESIDUAL -> weights.residual();
        case CLASSIFICATION -> weights.classification();
      };
    }
  }

  /** Number of bytes in the file. */
  long bytes() {
    return Math.multiplyExact(Math.multiplyExact(blocks, blockSize), (long) Double.BYTES);
  }

  /**
   * The tensors of {@code network}, in the order they are written. Computed in longs: a damaged file may claim sizes
   * at which the shapes of the network itself would overflow.
   *
   * @throws ArithmeticException if a size does not fit a long
   */
  static List<Tensor> of(Network network) {
    long width = network.width();
    long bias = network.bias() == BiasKind.CHANNEL ? width : 1;
    List<Tensor> tensors = new ArrayList<>();
    if (network.opening() == OpeningKind.DENSE) {
      add(tensors, "opening", Part.OPENING, width, network.features(), bias);
    }
    long layers = network.layers();
    long square = Math.multiplyExact(width, width);
    long stride = Math.addExact(square, bias);
    tensors.add(
        new Tensor("residual.matrix", List.of(layers, width, width), Part.RESIDUAL, 0, stride, layers, square));
    tensors.add(new Tensor("residual.bias", List.of(layers, bias), Part.RESIDUAL, square, stride, layers, bias));
    add(tensors, "classification", Part.CLASSIFICATION, network.classes(), width, network.classes());
    return tensors;
  }

  private static void add(List<Tensor> tensors, String layer, Part part, long outputs, long inputs, long bias) {
    long matrix = Math.multiplyExact(outputs, inputs);
    tensors.add(new Tensor(layer + ".matrix", List.of(outputs, inputs), part, 0, matrix, 1, matrix));
    tensors.add(new Tensor(layer + ".bias", List.of(bias), part, matrix, bias, 1, bias));
  }
}
