package org.layerparallel.spark.ml;

import org.apache.spark.ml.linalg.Vector;

/** Features of an example to predict. */
final class Features {

  private Features() {}

  /**
   * Copies a vector, dense or sparse.
   *
   * @param features written from 0, of the length the vector must have
   * @throws IllegalArgumentException if the vector is missing or has another length, or an entry is not finite
   */
  static void copy(Vector vector, double[] features) {
    if (vector == null || vector.size() != features.length) {
      String found = vector == null ? "null" : "of " + vector.size() + " entries";
      throw new IllegalArgumentException(
          "features are " + found + ", must be of " + features.length + ", as those of the training");
    }
    double[] entries = vector.toArray();
    for (int i = 0; i < features.length; i++) {
      if (!Double.isFinite(entries[i])) {
        throw new IllegalArgumentException(
            "entry " + i + " of the features is " + entries[i] + ", must be finite");
      }
      features[i] = entries[i];
    }
  }
}
