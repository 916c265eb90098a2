package org.layerparallel.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.config.DataSettings;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.job.LoadedData;
import org.layerparallel.spark.job.Loading;

/**
 * Spark's own {@link MultilayerPerceptronClassifier} on the examples of a training, for comparison: sigmoid layers,
 * trained as a whole by L-BFGS to its tolerance of 1e-6 or to a number of iterations, with features standardized over
 * the training examples. The examples are cached, in as many partitions as Spark has cores. Times are those of {@code
 * fit} alone.
 */
public final class PerceptronTraining implements AutoCloseable {

  private static final StructType SCHEMA =
      new StructType().add("raw", SQLDataTypes.VectorType()).add("label", DataTypes.DoubleType);

  private final Dataset<Row> training;
  private final Dataset<Row> validation;
  private final DataShape shape;

  /**
   * A perceptron.
   *
   * @param hidden layers between input and output
   * @param width units of each
   * @param iterations of L-BFGS, at most
   * @param seed of the initial weights
   */
  public record Shape(int hidden, int width, int iterations, long seed) {}

  /**
   * What a training gave.
   *
   * @param trainAccuracy percent
   * @param validationAccuracy percent
   * @param iterations how many it took
   */
  public record Outcome(double trainAccuracy, double validationAccuracy, int iterations, double seconds) {}

  /**
   * Loads the examples to the Spark of {@code execution}, which is started if it is not running.
   *
   * @throws org.layerparallel.spark.error.UserError if they cannot be had
   */
  public PerceptronTraining(Execution execution, DataSettings data) {
    LoadedData loaded = Loading.data(data, execution);
    this.shape = loaded.shape();
    Dataset<Row> raw = rows(execution.context(), loaded.training());
    StandardScalerModel scaler =
        new StandardScaler().setInputCol("raw").setOutputCol("features").setWithMean(true).fit(raw);
    this.training = scaler.transform(raw).cache();
    this.validation = scaler.transform(rows(execution.context(), loaded.validation())).cache();
    training.count();
    validation.count();
  }

  /** Trains one. */
  public Outcome run(Shape perceptron) {
    MultilayerPerceptronClassifier classifier =
        new MultilayerPerceptronClassifier()
            .setSolver("l-bfgs")
            .setLayers(layers(perceptron))
            .setMaxIter(perceptron.iterations())
            .setSeed(perceptron.seed());
    long start = System.nanoTime();
    MultilayerPerceptronClassificationModel model = classifier.fit(training);
    double seconds = 1e-9 * (System.nanoTime() - start);
    return new Outcome(
        accuracy(model, training), accuracy(model, validation), model.summary().totalIterations(), seconds);
  }

  /** Lets the examples go. */
  @Override
  public void close() {
    training.unpersist();
    validation.unpersist();
  }

  private int[] layers(Shape perceptron) {
    int[] layers = new int[perceptron.hidden() + 2];
    Arrays.fill(layers, perceptron.width());
    layers[0] = shape.features();
    layers[layers.length - 1] = shape.classes();
    return layers;
  }

  private static double accuracy(MultilayerPerceptronClassificationModel model, Dataset<Row> examples) {
    return 100
        * new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(model.transform(examples));
  }

  private static Dataset<Row> rows(JavaSparkContext spark, Examples examples) {
    int width = examples.featureCount();
    List<Row> rows =
        IntStream.range(0, examples.count())
            .mapToObj(
                e ->
                    RowFactory.create(
                        Vectors.dense(Arrays.copyOfRange(examples.features(), e * width, (e + 1) * width)),
                        (double) examples.labels()[e]))
            .toList();
    SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
    return session.createDataFrame(spark.parallelize(rows), SCHEMA);
  }
}
