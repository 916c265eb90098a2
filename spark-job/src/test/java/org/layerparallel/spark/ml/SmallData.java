package org.layerparallel.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.data.Peaks;

/** The peaks problem as DataFrames, and a classifier that trains on it in a second. */
final class SmallData {

  static final Peaks.Draw PEAKS = Peaks.draw(100, 50, 1);

  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("validation", DataTypes.BooleanType);

  private SmallData() {}

  /** 100 training and 50 validation points, in this order. */
  static Dataset<Row> peaks() {
    List<Row> rows = new ArrayList<>();
    add(rows, PEAKS.training(), false);
    add(rows, PEAKS.validation(), true);
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  /** The training points alone. */
  static Dataset<Row> training() {
    return peaks().filter("not validation").drop("validation");
  }

  /** Rows of features and label. */
  static Dataset<Row> rows(Object... featuresAndLabels) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < featuresAndLabels.length; i += 2) {
      rows.add(RowFactory.create(featuresAndLabels[i], featuresAndLabels[i + 1], false));
    }
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  static LayerParallelClassifier classifier() {
    return new LayerParallelClassifier()
        .setWidth(4)
        .setLayers(4)
        .setIterations(2, 2)
        .setSetting("nested.first-solves.iterations", 0)
        .setSetting("initial-weights.opening-scale", 1.0)
        .setSetting("initial-weights.residual-scale", 0.5)
        .setSetting("initial-weights.classification-scale", 0.1);
  }

  /** All weights of a model. */
  static double[] design(LayerParallelModel model) {
    return model.model().weights().toDesign();
  }

  private static void add(List<Row> rows, Examples examples, boolean validation) {
    for (int e = 0; e < examples.count(); e++) {
      rows.add(RowFactory.create(vector(examples, e), (double) examples.labels()[e], validation));
    }
  }

  static Vector vector(Examples examples, int e) {
    int width = examples.featureCount();
    return Vectors.dense(Arrays.copyOfRange(examples.features(), e * width, (e + 1) * width));
  }
}
