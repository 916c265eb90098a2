import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.layerparallel.spark.ml.LayerParallelClassifier;
import org.layerparallel.spark.ml.LayerParallelModel;

/** From a file of labelled points to a saved pipeline, a deeper network, and the best of several. */
public final class PeaksExample {

  private PeaksExample() {}

  /** Arguments: the file, as data/peaks-training.csv of this project, and a directory for the model. */
  public static void main(String[] arguments) throws Exception {
    SparkSession spark = SparkSession.builder().appName("PeaksExample").getOrCreate();
    Dataset<Row> points =
        spark.read().schema("x double, y double, label double").csv(arguments[0]);
    Dataset<Row>[] parts = points.randomSplit(new double[] {0.8, 0.2}, 1);
    Dataset<Row> training = parts[0];
    Dataset<Row> test = parts[1];

    // A pipeline: read columns, standardize, train 4 and then 8 layers.
    VectorAssembler assembler =
        new VectorAssembler().setInputCols(new String[] {"x", "y"}).setOutputCol("point");
    StandardScaler scaler =
        new StandardScaler().setInputCol("point").setOutputCol("features").setWithMean(true);
    LayerParallelClassifier classifier =
        new LayerParallelClassifier()
            .setWidth(8)
            .setLayers(4)
            .setIterations(20, 10)
            .setSetting("network.activation.kind", "tanh");
    PipelineModel fitted =
        new Pipeline().setStages(new PipelineStage[] {assembler, scaler, classifier}).fit(training);

    // Save, load, predict, evaluate.
    fitted.write().overwrite().save(arguments[1]);
    PipelineModel loaded = PipelineModel.load(arguments[1]);
    MulticlassClassificationEvaluator evaluator =
        new MulticlassClassificationEvaluator().setMetricName("accuracy");
    System.out.println("accuracy of the pipeline " + evaluator.evaluate(loaded.transform(test)));

    // The same differential equation with twice the layers, trained on.
    PipelineModel standardize =
        new Pipeline().setStages(new PipelineStage[] {assembler, scaler}).fit(training);
    Dataset<Row> features = standardize.transform(training);
    LayerParallelModel shallow = (LayerParallelModel) loaded.stages()[2];
    LayerParallelModel deep =
        new LayerParallelClassifier()
            .setInitialModel(shallow.refined(2, "linear"))
            .setIterations(10)
            .fit(features);
    double deepAccuracy = evaluator.evaluate(deep.transform(standardize.transform(test)));
    System.out.println("accuracy of " + deep.layers() + " layers " + deepAccuracy);

    // The best of several by cross-validation; networks this small are trained faster in process.
    ParamMap[] grid =
        new ParamGridBuilder().addGrid(classifier.networkWidth(), new int[] {4, 8}).build();
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(classifier.setExecution("in-process"))
            .setEstimatorParamMaps(grid)
            .setEvaluator(evaluator)
            .setNumFolds(2)
            .setParallelism(2);
    LayerParallelModel best = (LayerParallelModel) validator.fit(features).bestModel();
    System.out.println("best width " + best.width());
  }
}
