package org.layerparallel.network;

import java.io.Serializable;
import java.util.Arrays;

/**
 * All weights of a network, each layer's as {@link DenseShape} says.
 *
 * @param opening weights of the opening layer; empty for a zero-expansion
 * @param residual weights of the residual layers, one layer after the other
 * @param classification weights of the classification layer
 */
public record Weights(double[] opening, double[] residual, double[] classification)
    implements Serializable {

  /** Throws {@link IllegalArgumentException} unless the lengths are those of {@code network}. */
  public Weights requireFit(Network network) {
    requireLength("opening", opening, network.openingSize());
    requireLength("residual", residual, (long) network.layers() * network.residualShape().size());
    requireLength("classification", classification, network.classificationShape().size());
    return this;
  }

  /** All weights as one vector: opening, residual layers 0..N-1, classification. */
  public double[] toDesign() {
    double[] design =
        Arrays.copyOf(opening, opening.length + residual.length + classification.length);
    System.arraycopy(residual, 0, design, opening.length, residual.length);
    System.arraycopy(
        classification, 0, design, opening.length + residual.length, classification.length);
    return design;
  }

  /**
   * The inverse of {@link #toDesign}.
   *
   * @throws IllegalArgumentException if the vector's length is not the network's number of weights
   */
  public static Weights fromDesign(Network network, double[] design) {
    if (design.length != network.weightCount()) {
      throw new IllegalArgumentException(
          "design has " + design.length + " weights, the network " + network.weightCount());
    }
    int residual = network.openingSize();
    int classification = design.length - network.classificationShape().size();
    return new Weights(
        Arrays.copyOf(design, residual),
        Arrays.copyOfRange(design, residual, classification),
        Arrays.copyOfRange(design, classification, design.length));
  }

  private static void requireLength(String name, double[] values, long length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " weights, must have " + length);
    }
  }
}
