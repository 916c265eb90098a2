package org.layerparallel.spark.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/spark-ml.md, which quotes them. */
class ExamplesTest {

  private static final Path DOCUMENT = Path.of("../docs/spark-ml.md");

  @Test
  void pipeline(@TempDir Path directory) throws IOException {
    Dataset<Row> measured =
        SmallData.training().selectExpr("features as measured", "concat('class ', int(label)) as kind");
    String path = directory.resolve("model").toUri().toString();

    // [pipeline]
    LayerParallelClassifier classifier =
        new LayerParallelClassifier()
            .setWidth(8)
            .setLayers(4)
            .setIterations(20, 10)
            .setTikhonov(1e-4)
            .setSetting("network.activation.kind", "tanh");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol("kind").setOutputCol("label"),
                  new StandardScaler().setInputCol("measured").setOutputCol("features").setWithMean(true),
                  classifier
                });
    PipelineModel model = pipeline.fit(measured);
    model.write().overwrite().save(path);
    Dataset<Row> predicted = PipelineModel.load(path).transform(measured);
    predicted.select("kind", "probability", "prediction").show(3, false);
    // [end]

    assertEquals(100, predicted.count());
  }

  @Test
  void crossValidation() {
    Dataset<Row> data = SmallData.training();
    LayerParallelClassifier classifier = SmallData.classifier();

    // [search]
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.networkWidth(), new int[] {4, 8})
            .addGrid(classifier.objectiveTikhonov(), new double[] {1e-5, 1e-3})
            .build();
    CrossValidatorModel best =
        new CrossValidator()
            .setEstimator(classifier)
            .setEstimatorParamMaps(grid)
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("logLoss"))
            .setNumFolds(2)
            .setParallelism(2)
            .fit(data);
    // [end]

    assertEquals(4, best.avgMetrics().length);
  }

  @Test
  void deeper() {
    Dataset<Row> data = SmallData.peaks();
    LayerParallelClassifier classifier = SmallData.classifier();

    // [deeper]
    LayerParallelModel shallow = classifier.setValidationIndicatorCol("validation").fit(data);
    shallow.summary().history().select("level", "iteration", "loss", "validationAccuracy").show();
    LayerParallelModel deep =
        new LayerParallelClassifier()
            .setInitialModel(shallow.refined(2, "linear"))
            .setIterations(20)
            .setValidationIndicatorCol("validation")
            .fit(data);
    LayerWeights third = deep.weightsOfLayer(2);
    System.out.println(deep.layers() + " layers, the third has the bias " + third.bias());
    // [end]

    assertEquals(2 * shallow.layers(), deep.layers());
  }

  /** Every line of Java in the document is one of the examples above, and all of these are in it. */
  @Test
  void theDocumentQuotesThem() throws IOException {
    List<String> source =
        Files.readAllLines(
            Path.of("src/test/java/org/layerparallel/spark/ml/ExamplesTest.java"));
    String document = Files.readString(DOCUMENT);
    int examples = 0;
    for (int i = 0; i < source.size(); i++) {
      if (source.get(i).matches(" +// \\[(?!end).*\\]")) {
        int end = i + 1;
        while (!source.get(end).strip().equals("// [end]")) {
          end++;
        }
        String quoted = String.join("\n", source.subList(i + 1, end)).stripIndent();
        assertTrue(document.contains("```java\n" + quoted + "\n```"), source.get(i) + " is not quoted");
        examples++;
      }
    }
    assertEquals(examples, document.split("```java").length - 1, "examples in the document");
  }
}
