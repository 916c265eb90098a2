package org.layerparallel.spark.program;

import java.io.IOException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.MinMaxScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.layerparallel.spark.ml.LayerParallelClassifier;
import org.layerparallel.spark.ml.LayerParallelModel;

/** Fits a pipeline to labelled points, saves it, and has executors predict with what was saved. */
public final class PeaksPipeline {

  /** Names of what it leaves in its directory. */
  public static final String PIPELINE = "pipeline";

  public static final String MODEL = "model.safetensors";
  public static final String PREDICTIONS = "predictions";

  /** As many for each master, since a block's place in a partition may show in the last bits. */
  private static final int PARTITIONS = 4;

  private PeaksPipeline() {}

  /**
   * Runs it.
   *
   * @param arguments file of points (x, y, class), and the directory for the results, both as URIs
   * @throws IOException if results cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    String points = arguments[0];
    String results = arguments[1] + "/";
    try (SparkSession spark = SparkSession.builder().appName("peaks pipeline").getOrCreate()) {
      Dataset<Row> data =
          spark.read().schema("x double, y double, label double").csv(points).repartition(PARTITIONS);
      PipelineModel fitted = pipeline().fit(data);
      fitted.write().overwrite().save(results + PIPELINE);
      PipelineModel saved = PipelineModel.load(results + PIPELINE);
      saved
          .transform(data)
          .select("features", "rawPrediction", "probability", "prediction")
          .write()
          .json(results + PREDICTIONS);
      ((LayerParallelModel) saved.stages()[2]).toModelFile(results + MODEL);
    }
  }

  private static Pipeline pipeline() {
    LayerParallelClassifier classifier =
        new LayerParallelClassifier()
            .setWidth(4)
            .setLayers(4)
            .setIterations(3, 2)
            .setIntervals(PARTITIONS)
            .setSetting("nested.first-solves.iterations", 0)
            .setSetting("initial-weights.residual-scale", 0.5);
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new VectorAssembler().setInputCols(new String[] {"x", "y"}).setOutputCol("point"),
              // Least and greatest values do not depend on the order in which executors report, as sums do.
              new MinMaxScaler().setInputCol("point").setOutputCol("features").setMin(-1),
              classifier
            });
  }
}
