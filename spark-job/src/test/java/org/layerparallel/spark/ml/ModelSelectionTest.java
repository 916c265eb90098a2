package org.layerparallel.spark.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classifier among other stages, and as what model selection fits many times at once. */
class ModelSelectionTest {

  private static final MulticlassClassificationEvaluator LOSS =
      new MulticlassClassificationEvaluator().setMetricName("logLoss");

  @Test
  void aPipelineWithItIsFittedSavedAndRead(@TempDir Path directory) throws Exception {
    Dataset<Row> named =
        SmallData.training().selectExpr("features as raw", "concat('class ', int(label)) as name");
    StringIndexer indexer = new StringIndexer().setInputCol("name").setOutputCol("label");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  indexer,
                  new StandardScaler().setInputCol("raw").setOutputCol("features").setWithMean(true),
                  SmallData.classifier(),
                  new IndexToString()
                      .setInputCol("prediction")
                      .setOutputCol("predicted")
                      .setLabels(indexer.fit(named).labelsArray()[0])
                });
    String saved = directory.resolve("pipeline").toUri().toString();
    pipeline.save(saved);
    List<Row> expected = pipeline.fit(named).transform(named).collectAsList();
    PipelineModel model = Pipeline.load(saved).fit(named);
    assertEquals(expected, model.transform(named).collectAsList());
    assertTrue(expected.stream().allMatch(row -> row.<String>getAs("predicted").matches("class [0-4]")));

    String savedModel = directory.resolve("model").toUri().toString();
    model.save(savedModel);
    PipelineModel read = PipelineModel.load(savedModel);
    assertEquals(expected, read.transform(named).collectAsList());
  }

  @Test
  void crossValidationFitsSeveralAtOnceWithTheBitsOfOneAlone() {
    LayerParallelClassifier classifier = SmallData.classifier();
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.networkWidth(), new int[] {3, 4})
            .build();
    CrossValidatorModel alone = validated(classifier, grid, 1);
    CrossValidatorModel together = validated(classifier, grid, 2);
    assertArrayEquals(alone.avgMetrics(), together.avgMetrics());
    LayerParallelModel best = (LayerParallelModel) together.bestModel();
    assertArrayEquals(SmallData.design((LayerParallelModel) alone.bestModel()), SmallData.design(best));
    assertTrue(best.width() == 3 || best.width() == 4);
  }

  private static CrossValidatorModel validated(
      LayerParallelClassifier classifier, ParamMap[] grid, int parallelism) {
    return new CrossValidator()
        .setEstimator(classifier)
        .setEstimatorParamMaps(grid)
        .setEvaluator(LOSS)
        .setNumFolds(2)
        .setSeed(3)
        .setParallelism(parallelism)
        .fit(SmallData.training().coalesce(1));
  }

  @Test
  void aSplitForValidationFitsTwoAtOnce() {
    LayerParallelClassifier classifier = SmallData.classifier();
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.networkLayers(), new int[] {2, 4})
            .addGrid(classifier.initialWeightsSeed(), new long[] {1, 2})
            .build();
    TrainValidationSplitModel model =
        new TrainValidationSplit()
            .setEstimator(classifier)
            .setEstimatorParamMaps(grid)
            .setEvaluator(LOSS)
            .setTrainRatio(0.7)
            .setSeed(3)
            .setParallelism(2)
            .fit(SmallData.training());
    assertEquals(4, model.validationMetrics().length);
    int layers = ((LayerParallelModel) model.bestModel()).layers();
    assertTrue(layers == 4 || layers == 8, layers + " layers");
  }
}
