package org.layerparallel.spark.ml;

import java.util.Arrays;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.layerparallel.network.DenseShape;

/**
 * Weights of one layer.
 *
 * @param matrix K, outputs x inputs
 * @param bias b, an entry for each output, or one for all of them with {@code network.bias = scalar}
 */
public record LayerWeights(Matrix matrix, Vector bias) {

  /** The layer whose weights lie at {@code at} in {@code values}, which are copied. */
  static LayerWeights of(DenseShape shape, double[] values, int at) {
    int bias = at + shape.matrixSize();
    // Row by row is what MLlib calls transposed.
    return new LayerWeights(
        new DenseMatrix(
            shape.outputs(), shape.inputs(), Arrays.copyOfRange(values, at, bias), true),
        Vectors.dense(Arrays.copyOfRange(values, bias, at + shape.size())));
  }
}
