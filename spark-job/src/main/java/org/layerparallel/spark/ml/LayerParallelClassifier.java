package org.layerparallel.spark.ml;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasValidationIndicatorCol;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.ProgramSettings;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.job.DataTraining;
import org.layerparallel.spark.model.Model;

/**
 * The layer-parallel training of deep residual networks as a classifier of spark.ml.
 *
 * <p>Features are vectors, dense or sparse; labels are whole numbers from 0. {@code fit} collects them to the driver,
 * which holds the data of a training, and trains on the session's Spark, or in process with {@code executionKind}.
 * The model's weights are those that the {@code train} command finds with the same settings and examples, to the last
 * bit.
 *
 * <p>Every setting of the training in docs/settings.md is a parameter: its key in camel case is the parameter's name,
 * so {@code multigrid.max-levels} is {@code multigridMaxLevels}. {@link #setSetting} sets any of them, {@link #param}
 * returns it, for a grid search for example; those wanted most have methods of their own.
 *
 * <p>As all stages, not for use by several threads at once, but copies are: several may be fitted at the same time.
 */
public final class LayerParallelClassifier
    extends ProbabilisticClassifier<Vector, LayerParallelClassifier, LayerParallelModel>
    implements HasWeightCol, HasValidationIndicatorCol, MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final SettingParams settings;
  private Param<String> weightCol;
  private Param<String> validationIndicatorCol;
  private LayerParallelModel initialModel;

  /** A classifier with the settings' defaults. */
  public LayerParallelClassifier() {
    this(Identifiable.randomUID("layerParallel"));
  }

  /** The same with a certain uid. */
  public LayerParallelClassifier(String uid) {
    this(AnnouncedUid.of(uid));
  }

  private LayerParallelClassifier(AnnouncedUid announced) {
    this.uid = announced.take();
    HasWeightCol.$init$(this);
    HasValidationIndicatorCol.$init$(this);
    this.settings = new SettingParams(this);
  }

  @Override
  public String uid() {
    return AnnouncedUid.orAnnounced(uid);
  }

  /**
   * All parameters, ordered by name.
   *
   * <p>spark.ml finds those that have a method; the settings have none.
   */
  @Override
  public Param<?>[] params() {
    Map<String, Param<?>> all = new LinkedHashMap<>();
    settings.all().forEach(param -> all.put(param.name(), param));
    Arrays.stream(super.params()).forEach(param -> all.put(param.name(), param));
    return all.values().stream().sorted(Comparator.comparing(Param::name)).toArray(Param<?>[]::new);
  }

  /**
   * The parameter of a setting.
   *
   * @param key as in docs/settings.md, such as {@code optimizer.step.max-trials}
   * @throws IllegalArgumentException if no setting of the training has this key
   */
  public Param<?> param(String key) {
    return settings.of(key);
  }

  /**
   * Sets any setting.
   *
   * @param key as in docs/settings.md
   * @param value of the parameter's type; for {@code nested.levels} the list in HOCON
   * @throws IllegalArgumentException if no setting of the training has this key, or it may not have this value
   */
  @SuppressWarnings("unchecked")
  public LayerParallelClassifier setSetting(String key, Object value) {
    set((Param<Object>) settings.of(key), value);
    return this;
  }

  /** Channels of a state, {@code network.width}. */
  public IntParam networkWidth() {
    return (IntParam) settings.of("network.width");
  }

  /** Sets the channels of a state. */
  public LayerParallelClassifier setWidth(int value) {
    return setSetting("network.width", value);
  }

  /** Residual layers on the coarsest nested level, {@code network.layers}. */
  public IntParam networkLayers() {
    return (IntParam) settings.of("network.layers");
  }

  /** Sets the residual layers on the coarsest nested level. */
  public LayerParallelClassifier setLayers(int value) {
    return setSetting("network.layers", value);
  }

  /** Final time T, {@code network.final-time}. */
  public DoubleParam networkFinalTime() {
    return (DoubleParam) settings.of("network.final-time");
  }

  /** Sets the final time T. */
  public LayerParallelClassifier setFinalTime(double value) {
    return setSetting("network.final-time", value);
  }

  /** Iterations of each nested level, {@code nested.iterations}. */
  public IntArrayParam nestedIterations() {
    return (IntArrayParam) settings.of("nested.iterations");
  }

  /** Sets the iterations of each nested level, coarsest first; one is training without nesting. */
  public LayerParallelClassifier setIterations(int... value) {
    return setSetting("nested.iterations", value);
  }

  /** Weight decay of opening and residual layers, {@code objective.tikhonov}. */
  public DoubleParam objectiveTikhonov() {
    return (DoubleParam) settings.of("objective.tikhonov");
  }

  /** Sets the weight decay of opening and residual layers. */
  public LayerParallelClassifier setTikhonov(double value) {
    return setSetting("objective.tikhonov", value);
  }

  /** Seed of the initial weights, {@code initial-weights.seed}. */
  public LongParam initialWeightsSeed() {
    return (LongParam) settings.of("initial-weights.seed");
  }

  /** Sets the seed of the initial weights. */
  public LayerParallelClassifier setSeed(long value) {
    return setSetting("initial-weights.seed", value);
  }

  /** Sets the layer intervals, {@code execution.intervals}; 0 for Spark's default parallelism. */
  public LayerParallelClassifier setIntervals(int value) {
    return setSetting("execution.intervals", value);
  }

  /** Sets the parts that the examples are cut into, {@code execution.example-blocks}. */
  public LayerParallelClassifier setExampleBlocks(int value) {
    return setSetting("execution.example-blocks", value);
  }

  /** Sets the parts of the examples whose coarse grids tasks compute, {@code execution.columns}; 0 for the driver. */
  public LayerParallelClassifier setColumns(int value) {
    return setSetting("execution.columns", value);
  }

  /** Sets where the layers are computed, {@code execution.kind}: {@code spark}, {@code in-process} or {@code auto}. */
  public LayerParallelClassifier setExecution(String value) {
    return setSetting("execution.kind", value);
  }

  /** Sets a directory for checkpoints, {@code checkpoint.dir}, from which a fit that was cut short goes on. */
  public LayerParallelClassifier setCheckpointDir(String value) {
    return setSetting("checkpoint.dir", value);
  }

  @Override
  public Param<String> weightCol() {
    return weightCol;
  }

  /** Sets the column with the examples' weights in loss and accuracy; without one all are 1. */
  public LayerParallelClassifier setWeightCol(String value) {
    set(weightCol, value);
    return this;
  }

  @Override
  public Param<String> validationIndicatorCol() {
    return validationIndicatorCol;
  }

  /** Sets the column of flags that tells which rows are validation examples, which the training only judges. */
  public LayerParallelClassifier setValidationIndicatorCol(String value) {
    set(validationIndicatorCol, value);
    return this;
  }

  /**
   * Starts the training from a trained network, such as a {@link LayerParallelModel#refined refined} one. It brings its
   * architecture with it: parameters {@code network...} and {@code initialWeights...} are of no effect then.
   */
  public LayerParallelClassifier setInitialModel(LayerParallelModel model) {
    initialModel = model;
    return this;
  }

  /** The network that the training starts from, if one is set. */
  public Optional<LayerParallelModel> initialModel() {
    return Optional.ofNullable(initialModel);
  }

  /** For spark.ml, which makes the parameter. */
  @Override
  public void org$apache$spark$ml$param$shared$HasWeightCol$_setter_$weightCol_$eq(
      Param<String> made) {
    weightCol = made;
  }

  /** For spark.ml, which makes the parameter. */
  @Override
  public void org$apache$spark$ml$param$shared$HasValidationIndicatorCol$_setter_$validationIndicatorCol_$eq(
      Param<String> made) {
    validationIndicatorCol = made;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    given(validationIndicatorCol)
        .map(schema::apply)
        .filter(field -> !field.dataType().equals(DataTypes.BooleanType))
        .ifPresent(
            field -> {
              throw new IllegalArgumentException(
                  "column " + field.name() + " is of type " + field.dataType().simpleString()
                      + ", a validation indicator must be boolean");
            });
    return super.transformSchema(schema);
  }

  @Override
  public LayerParallelModel train(Dataset<?> dataset) {
    try {
      return trainOn(dataset.sparkSession(), LabelledData.collect(dataset, columns()));
    } catch (UserError e) {
      throw new IllegalArgumentException(uid + ": " + e.getMessage(), e);
    }
  }

  private LayerParallelModel trainOn(SparkSession session, LabelledData data) {
    boolean validated = data.validation().count() > 0;
    ProgramSettings program = ProgramSettings.of(settings.values(this), data.shape(), validated);
    requireFit(data.shape());
    DataTraining training =
        new DataTraining(
            JavaSparkContext.fromSparkContext(session.sparkContext()),
            program,
            data.shape(),
            initialModel().map(LayerParallelModel::model));
    DataTraining.Outcome outcome = training.run(data.training(), data.validation());
    if (!Double.isFinite(outcome.result().objective())) {
      throw new IllegalStateException(
          uid + ": the training failed, its objective is " + outcome.result().objective()
              + "; smaller initial weights or steps may help");
    }
    Model trained = new Model(outcome.result().network(), outcome.result().weights());
    return new LayerParallelModel(uid, trained, new LayerParallelSummary(session, outcome));
  }

  private void requireFit(DataShape data) {
    initialModel()
        .filter(
            model -> model.numFeatures() != data.features() || model.numClasses() != data.classes())
        .ifPresent(
            model -> {
              throw new IllegalArgumentException(
                  "the initial model is for " + model.numFeatures() + " features and "
                      + model.numClasses() + " classes, the data have " + data.features() + " and "
                      + data.classes());
            });
  }

  private LabelledData.Columns columns() {
    return new LabelledData.Columns(
        getFeaturesCol(), getLabelCol(), given(weightCol), given(validationIndicatorCol));
  }

  /** The name of a column that need not be there. */
  private Optional<String> given(Param<String> column) {
    return isDefined(column)
        ? Optional.of(getOrDefault(column)).filter(name -> !name.isEmpty())
        : Optional.empty();
  }

  @Override
  public LayerParallelClassifier copy(ParamMap extra) {
    return copyValues(new LayerParallelClassifier(uid).setInitialModel(initialModel), extra);
  }

  /** Writes parameters, and the initial model if there is one. */
  @Override
  public MLWriter write() {
    return new ClassifierStore.Writer(this);
  }

  /** Reads what {@link #write} has written. */
  public static MLReader<LayerParallelClassifier> read() {
    return new ClassifierStore.Reader();
  }

  /**
   * Reads what was saved.
   *
   * @param path of any Hadoop file system
   */
  public static LayerParallelClassifier load(String path) {
    return read().load(path);
  }
}
