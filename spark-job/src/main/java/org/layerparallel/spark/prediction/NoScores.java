package org.layerparallel.spark.prediction;

/** Finite features have led to scores that are not: features or weights are so large that the numbers overflow. */
final class NoScores extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoScores() {
    super("an example's features are so large that its scores are not finite; features must be scaled as in the training");
  }
}
