package org.layerparallel.sweep;

/**
 * A fine layer as a sum of coarse layers.
 *
 * @param first number of the first of them
 * @param weights of that and of the following ones
 */
record Stencil(int first, double[] weights) {

  /** Number of the layer after the last. */
  int end() {
    return first + weights.length;
  }

  /**
   * Adds the sum.
   *
   * @param coarse these coarse layers, among others
   * @param fine added to, from {@code at}
   */
  void add(Layers coarse, double[] fine, int at) {
    int size = coarse.size();
    for (int j = 0; j < weights.length; j++) {
      int from = (first + j - coarse.first()) * size;
      for (int i = 0; i < size; i++) {
        fine[at + i] += weights[j] * coarse.values()[from + i];
      }
    }
  }
}
