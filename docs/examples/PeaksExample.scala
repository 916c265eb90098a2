import org.apache.spark.ml.{Pipeline, PipelineModel}
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator
import org.apache.spark.ml.feature.{StandardScaler, VectorAssembler}
import org.apache.spark.ml.tuning.{CrossValidator, ParamGridBuilder}
import org.apache.spark.sql.SparkSession
import org.layerparallel.spark.ml.{LayerParallelClassifier, LayerParallelModel}

/** From a file of labelled points to a saved pipeline, a deeper network, and the best of several. */
object PeaksExample {

  /** Arguments: the file, as data/peaks-training.csv of this project, and a directory for the model. */
  def main(args: Array[String]): Unit = {
    val spark = SparkSession.builder().appName("PeaksExample").getOrCreate()
    val points = spark.read.schema("x double, y double, label double").csv(args(0))
    val Array(training, test) = points.randomSplit(Array(0.8, 0.2), seed = 1)

    // A pipeline: read columns, standardize, train 4 and then 8 layers.
    val assembler = new VectorAssembler().setInputCols(Array("x", "y")).setOutputCol("point")
    val scaler = new StandardScaler().setInputCol("point").setOutputCol("features").setWithMean(true)
    val classifier = new LayerParallelClassifier()
      .setWidth(8)
      .setLayers(4)
      .setIterations(20, 10)
      .setSetting("network.activation.kind", "tanh")
    val fitted = new Pipeline().setStages(Array(assembler, scaler, classifier)).fit(training)

    // Save, load, predict, evaluate.
    fitted.write.overwrite().save(args(1))
    val loaded = PipelineModel.load(args(1))
    val evaluator = new MulticlassClassificationEvaluator().setMetricName("accuracy")
    println(s"accuracy of the pipeline ${evaluator.evaluate(loaded.transform(test))}")

    // The same differential equation with twice the layers, trained on.
    val standardize = new Pipeline().setStages(Array(assembler, scaler)).fit(training)
    val features = standardize.transform(training)
    val shallow = loaded.stages.last.asInstanceOf[LayerParallelModel]
    val deep = new LayerParallelClassifier()
      .setInitialModel(shallow.refined(2, "linear"))
      .setIterations(10)
      .fit(features)
    val deepAccuracy = evaluator.evaluate(deep.transform(standardize.transform(test)))
    println(s"accuracy of ${deep.layers} layers $deepAccuracy")

    // The best of several by cross-validation; networks this small are trained faster in process.
    val grid = new ParamGridBuilder()
      .addGrid(classifier.networkWidth, Array(4, 8))
      .build()
    val validator = new CrossValidator()
      .setEstimator(classifier.setExecution("in-process"))
      .setEstimatorParamMaps(grid)
      .setEvaluator(evaluator)
      .setNumFolds(2)
      .setParallelism(2)
    val best = validator.fit(features).bestModel.asInstanceOf[LayerParallelModel]
    println(s"best width ${best.width}")
  }
}
