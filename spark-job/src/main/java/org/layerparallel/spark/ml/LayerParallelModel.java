package org.layerparallel.spark.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.linalg.Blas;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Network;
import org.layerparallel.network.Prediction;
import org.layerparallel.network.Softmax;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.ModelFile;
import org.layerparallel.sweep.Interpolation;
import org.layerparallel.sweep.Refinement;
import org.slf4j.LoggerFactory;
import scala.Tuple3;

/**
 * A trained network as a model of spark.ml. Predictions are made by the training's own kernels, a block of rows at a
 * time, within each partition: the rows of a DataFrame are never all in memory, and streams are transformed as well.
 */
public final class LayerParallelModel
    extends ProbabilisticClassificationModel<Vector, LayerParallelModel> implements MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final Network network;
  private final Weights weights;
  private final transient LayerParallelSummary summary;

  /**
   * @param summary of the training; null if it is not known
   */
  LayerParallelModel(String uid, Model model, LayerParallelSummary summary) {
    this(AnnouncedUid.of(uid), model, summary);
  }

  private LayerParallelModel(AnnouncedUid announced, Model model, LayerParallelSummary summary) {
    this.uid = announced.take();
    this.network = model.network();
    this.weights = model.weights();
    this.summary = summary;
  }

  /** A network that was trained elsewhere, with the parameters' defaults. */
  static LayerParallelModel of(Model model) {
    return new LayerParallelModel(Identifiable.randomUID("layerParallel"), model, null);
  }

  /**
   * The model in a file that a command has written, {@code model.safetensors}.
   *
   * @param path of any Hadoop file system
   * @throws org.layerparallel.spark.error.UserError if it cannot be read or is damaged
   */
  public static LayerParallelModel ofModelFile(String path) {
    return of(ModelFile.read(SparkSession.active().sparkContext().hadoopConfiguration(), path));
  }

  /**
   * Writes a file that the commands read.
   *
   * @param path of any Hadoop file system, by convention ending with {@code .safetensors}
   * @throws org.layerparallel.spark.error.UserError if it cannot be written
   */
  public void toModelFile(String path) {
    ModelFile.write(
        SparkSession.active().sparkContext().hadoopConfiguration(), path, network, weights);
  }

  @Override
  public String uid() {
    return AnnouncedUid.orAnnounced(uid);
  }

  @Override
  public int numClasses() {
    return network.classes();
  }

  @Override
  public int numFeatures() {
    return network.features();
  }

  /** Channels of a state. */
  public int width() {
    return network.width();
  }

  /** Number N of residual layers. */
  public int layers() {
    return network.layers();
  }

  /** Time T that the residual layers discretize. */
  public double finalTime() {
    return network.finalTime();
  }

  /**
   * Weights of the opening layer; none where it expands the features by zeros.
   *
   * @return a matrix width x features
   */
  public Optional<LayerWeights> openingWeights() {
    return network.openingSize() == 0
        ? Optional.empty()
        : Optional.of(LayerWeights.of(network.openingShape(), weights.opening(), 0));
  }

  /**
   * Weights of a residual layer.
   *
   * @param layer from 0
   * @return a matrix width x width
   * @throws IllegalArgumentException if there is no such layer
   */
  public LayerWeights weightsOfLayer(int layer) {
    if (layer < 0 || layer >= network.layers()) {
      throw new IllegalArgumentException(
          "layer=" + layer + ", must be from 0 to " + (network.layers() - 1));
    }
    int at = layer * network.residualShape().size();
    return LayerWeights.of(network.residualShape(), weights.residual(), at);
  }

  /**
   * Weights of the classification layer.
   *
   * @return a matrix classes x width
   */
  public LayerWeights classificationWeights() {
    return LayerWeights.of(network.classificationShape(), weights.classification(), 0);
  }

  /** {@link #refined(int, String)} by {@code constant}, which is also the training's default. */
  public LayerParallelModel refined(int factor) {
    return refined(factor, "constant");
  }

  /**
   * The deeper network that discretizes the same differential equation with more layers, its weights interpolated in
   * time: a model, and where a further training can start ({@link LayerParallelClassifier#setInitialModel}).
   *
   * @param factor layers for each layer of this model, at least 2
   * @param interpolation {@code constant}, {@code linear}, {@code cubic} or {@code zero}, as {@code
   *     nested.interpolation}
   * @throws IllegalArgumentException if one of them is not allowed
   */
  public LayerParallelModel refined(int factor, String interpolation) {
    if (factor < 2) {
      throw new IllegalArgumentException("factor=" + factor + ", must be >= 2");
    }
    SettingParams.setting("nested.interpolation")
        .problem(interpolation)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("interpolation=" + interpolation + ", " + problem);
            });
    Interpolation rule = Interpolation.valueOf(interpolation.toUpperCase(Locale.ROOT));
    Network fine = rule.withLayers(network, Math.multiplyExact(network.layers(), factor));
    double[] residual = Refinement.refine(rule, weights.residual(), network.layers(), factor);
    Weights refined = new Weights(weights.opening(), residual, weights.classification());
    return copyValues(of(new Model(fine, refined)), ParamMap.empty());
  }

  /** Whether this model comes from a training in this process, which {@link #summary} tells of. */
  public boolean hasSummary() {
    return summary != null;
  }

  /**
   * What the training found.
   *
   * @throws IllegalStateException if this model does not come from a training in this process
   */
  public LayerParallelSummary summary() {
    if (summary == null) {
      throw new IllegalStateException(
          uid + " has no summary: it does not come from a fit in this process");
    }
    return summary;
  }

  /**
   * Adds the columns for raw prediction (scores), probability and prediction; one that has no name is left out.
   *
   * @throws IllegalArgumentException if the columns do not fit
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType input = dataset.schema();
    StructType checked = transformSchema(input);
    List<StructField> fields = new ArrayList<>(List.of(input.fields()));
    for (String added : List.of(getRawPredictionCol(), getProbabilityCol(), getPredictionCol())) {
      if (!added.isEmpty()) {
        fields.add(checked.apply(added));
      }
    }
    if (fields.size() == input.size()) {
      LoggerFactory.getLogger(LayerParallelModel.class)
          .warn("{}: no column has a name, so nothing is predicted", uid);
      return dataset.toDF();
    }
    StructType output = new StructType(fields.toArray(StructField[]::new));
    Broadcast<LayerParallelModel> sent =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
            .broadcast(copy(ParamMap.empty()));
    BlockPrediction blocks = new BlockPrediction(sent, input.fieldIndex(getFeaturesCol()), Blas.inUse().kind());
    Dataset<Row> predicted = dataset.toDF().mapPartitions(blocks, Encoders.row(output));
    return predicted.select(fields.stream().map(LayerParallelModel::described).toArray(Column[]::new));
  }

  /** A column with its metadata, which rows of functions do not keep. */
  private static Column described(StructField field) {
    String quoted = "`" + field.name().replace("`", "``") + "`";
    return functions.col(quoted).as(field.name(), field.metadata());
  }

  @Override
  public Vector predictRaw(Vector features) {
    return Vectors.dense(
        prediction()
            .scores(1, (example, one) -> Features.copy(features, one), Workers.caller()));
  }

  @Override
  public Vector raw2probabilityInPlace(Vector scores) {
    Softmax.probabilities(((DenseVector) scores).values(), 0, 1, scores.size());
    return scores;
  }

  @Override
  public LayerParallelModel copy(ParamMap extra) {
    LayerParallelModel model = new LayerParallelModel(uid, model(), summary);
    return copyValues(model, extra).setParent(parent());
  }

  /**
   * For spark.ml. Its two versions of this method differ, for Java, in their return types, so that a class that has
   * both must say which it means.
   */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Tuple3 findSummaryModel() {
    return super.findSummaryModel();
  }

  Model model() {
    return new Model(network, weights);
  }

  Prediction prediction() {
    return new Prediction(network, weights);
  }

  /** Writes the model: docs/spark-ml.md says what. */
  @Override
  public MLWriter write() {
    return new ModelStore.Writer(this);
  }

  /** Reads what {@link #write} has written. */
  public static MLReader<LayerParallelModel> read() {
    return new ModelStore.Reader();
  }

  /**
   * Reads what was saved.
   *
   * @param path of any Hadoop file system
   */
  public static LayerParallelModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "LayerParallelModel: uid=" + uid + ", layers=" + layers() + ", width=" + width()
        + ", numClasses=" + numClasses() + ", numFeatures=" + numFeatures();
  }
}
