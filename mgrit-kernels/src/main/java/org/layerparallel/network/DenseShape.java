package org.layerparallel.network;

import java.io.Serializable;

/**
 * Shape of a dense layer's weights {@code (K, b)}, stored as one vector: K row by row (outputs x inputs,
 * output channel slowest), then the bias.
 *
 * @param outputs channels out, at least 1
 * @param inputs channels in, at least 1
 * @param bias one bias an output channel, or one for the layer
 */
public record DenseShape(int outputs, int inputs, BiasKind bias) implements Serializable {

  public DenseShape {
    if (outputs < 1 || inputs < 1) {
      throw new IllegalArgumentException(
          "dense layer of " + outputs + " x " + inputs + ", both must be >= 1");
    }
  }

  /** Number of entries of K, which is also where the bias begins. */
  public int matrixSize() {
    return Math.multiplyExact(outputs, inputs);
  }

  /** Number of bias entries. */
  public int biasSize() {
    return bias == BiasKind.CHANNEL ? outputs : 1;
  }

  /** Number of weights of the layer. */
  public int size() {
    return matrixSize() + biasSize();
  }
}
