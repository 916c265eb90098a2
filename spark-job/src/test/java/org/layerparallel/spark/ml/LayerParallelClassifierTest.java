package org.layerparallel.spark.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.spark.JobCounter;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.cli.LayerParallel;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.ProgramSettings;
import org.layerparallel.spark.config.SettingsReader;

class LayerParallelClassifierTest {

  @ParameterizedTest
  @ValueSource(strings = {"spark", "in-process", "auto"})
  void findsTheWeightsOfTheTrainCommand(String execution, @TempDir Path directory) {
    Path output = directory.resolve("run");
    String[] command = {
      "train", "--output", output.toString(),
      "--set", "execution.kind=in-process",
      "--set", "data.peaks.training=100",
      "--set", "data.peaks.validation=50",
      "--set", "network.width=4",
      "--set", "network.layers=4",
      "--set", "nested.iterations=[2,2]",
      "--set", "nested.first-solves.iterations=0",
      "--set", "initial-weights.opening-scale=1.0",
      "--set", "initial-weights.residual-scale=0.5",
      "--set", "initial-weights.classification-scale=0.1",
      "--set", "progress.kind=none"
    };
    assertEquals(0, LayerParallel.run(command, System.out, System.err));
    LayerParallelModel model =
        SmallData.classifier()
            .setValidationIndicatorCol("validation")
            .setExecution(execution)
            .fit(SmallData.peaks());
    LayerParallelModel trained =
        LayerParallelModel.ofModelFile(output.resolve("model.safetensors").toString());
    assertEquals(trained.model().network(), model.model().network());
    assertArrayEquals(SmallData.design(trained), SmallData.design(model));
    assertEquals(5, model.numClasses());
    assertEquals(2, model.numFeatures());
    assertEquals(8, model.layers());
  }

  @Test
  void everySettingOfTheTrainingIsAParameterWithItsDefault() {
    LayerParallelClassifier classifier = new LayerParallelClassifier("mine");
    ProgramSettings fresh =
        ProgramSettings.of(
            new SettingParams(classifier).values(classifier), new DataShape(2, 5), true);
    var defaults = new SettingsReader(new Configuration(false)).read(Optional.empty(), List.of());
    assertEquals(defaults.training(), fresh.training());
    assertEquals(defaults.start(), fresh.start());
    assertEquals(defaults.execution(), fresh.execution());
    assertEquals(defaults.checkpoint(), fresh.checkpoint());

    for (Param<?> param : classifier.params()) {
      assertEquals("mine", param.parent(), param.name());
      assertFalse(param.doc().isBlank(), param.name());
      assertTrue(classifier.hasParam(param.name()), param.name());
    }
    List<String> names = Arrays.stream(classifier.params()).map(Param::name).toList();
    assertEquals(names.stream().sorted().distinct().toList(), names);
    assertTrue(names.containsAll(List.of("featuresCol", "weightCol", "thresholds", "networkWidth",
        "initialWeightsOpeningScale", "optimizerStepMaxTrials", "nestedLevels", "executionFPointMemory")),
        names.toString());
    assertTrue(classifier.explainParams().contains("Channels of a state; at least 1. (network.width)"));
  }

  /** Python constructs a stage by its class name, finds parameters by name, and gives lists for arrays. */
  @Test
  void isWhatPythonAsksOfAStage() throws ReflectiveOperationException {
    Class<?> type = Class.forName("org.layerparallel.spark.ml.LayerParallelClassifier");
    LayerParallelClassifier fresh = (LayerParallelClassifier) type.getConstructor().newInstance();
    LayerParallelClassifier named =
        (LayerParallelClassifier) type.getConstructor(String.class).newInstance("python_1");
    assertTrue(fresh.uid().startsWith("layerParallel_"), fresh.uid());
    assertEquals("python_1", named.uid());
    Param<?> iterations = named.getParam("nestedIterations");
    named.set(((IntArrayParam) iterations).w(List.of(3, 4)));
    Param<?> targets = named.getParam("nestedTargetAccuracy");
    named.set(((DoubleArrayParam) targets).w(List.of(0.5, 0.75)));
    named.set(named.getParam("featuresCol").name(), "x");
    assertArrayEquals(new int[] {3, 4}, named.getOrDefault(named.nestedIterations()));
    assertEquals("x", named.getFeaturesCol());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "network.width | 0 | networkWidth = 0: must be >= 1",
    "optimizer.memory | 0 | optimizerMemory = 0: must be >= 1",
  })
  void refusesIntegersThatTheSettingsRefuse(String key, int value, String message) {
    assertRefused(key, value, message);
  }

  @Test
  void refusesWhatTheSettingsRefuse() {
    assertRefused("objective.tikhonov", -1.0, "objectiveTikhonov = -1.0: must be >= 0");
    assertRefused("network.final-time", Double.NaN, "networkFinalTime = NaN: must be a number > 0");
    assertRefused("optimizer.step.reduction", 1.0, "optimizerStepReduction = 1.0: must be in (0, 1)");
    assertRefused("nested.interpolation", "quartic",
        "nestedInterpolation = quartic: must be one of constant, linear, cubic, zero");
    assertRefused("multigrid.coarsening", new int[] {4, 1},
        "multigridCoarsening = [4, 1]: entry 1 must be >= 2");
    assertRefused("nested.target-accuracy", new double[] {1.5},
        "nestedTargetAccuracy = [1.5]: entry 0 must be in (0, 1]");
    assertRefused("nested.levels", "[{}, {",
        "nestedLevels = [{}, {: must be a list of sections in HOCON, such as [{}, {multigrid {cycle = F}}]");
    assertRefused("network.widht", 8, "no setting network.widht, must be one of");
  }

  private static void assertRefused(String key, Object value, String message) {
    LayerParallelClassifier classifier = new LayerParallelClassifier("mine");
    Exception thrown =
        assertThrows(IllegalArgumentException.class, () -> classifier.setSetting(key, value));
    String expected = message.startsWith("no setting") ? message : "mine parameter " + message;
    assertTrue(thrown.getMessage().startsWith(expected), thrown.getMessage());
  }

  @Test
  void settingsThatContradictEachOtherAreTold() {
    LayerParallelClassifier classifier =
        SmallData.classifier().setSetting("nested.target-accuracy", new double[] {0.9});
    String message = fails(classifier.setValidationIndicatorCol("validation"), SmallData.peaks());
    assertEquals(
        classifier.uid() + ": nested.target-accuracy = [0.9]: has 1 entry, must be empty or have 2, one for each"
            + " level in nested.iterations (param nestedTargetAccuracy)",
        message);
    LayerParallelClassifier unvalidated =
        SmallData.classifier().setSetting("nested.target-accuracy", new double[] {0.9, 0.9});
    assertTrue(
        fails(unvalidated, SmallData.training()).contains("must be empty where there are no validation examples"));
    LayerParallelClassifier narrow =
        SmallData.classifier().setWidth(1).setSetting("network.opening", "zero-expansion");
    assertTrue(
        fails(narrow, SmallData.training()).contains("must be at least the number of features, 2"),
        fails(narrow, SmallData.training()));
  }

  @Test
  void dataThatCannotBeUsedAreToldByRowAndColumn() {
    Vector one = Vectors.dense(1, 2);
    assertBad("row 1, column features: entry 0 is NaN, must be finite",
        SmallData.rows(one, 0.0, Vectors.dense(Double.NaN, 2), 1.0));
    assertBad("row 0, column features: entry 1 is Infinity, must be finite",
        SmallData.rows(Vectors.dense(1, Double.POSITIVE_INFINITY), 1.0));
    assertBad("row 1, column features: 3 entries, the first row has 2",
        SmallData.rows(one, 0.0, Vectors.dense(1, 2, 3), 1.0));
    assertBad("row 1, column features: null, must be a vector", SmallData.rows(one, 0.0, null, 1.0));
    assertBad("row 1, column label: 1.5, must be a whole number from 0", SmallData.rows(one, 0.0, one, 1.5));
    assertBad("row 0, column label: -1.0, must be a whole number from 0", SmallData.rows(one, -1.0));
    assertBad("row 0, column label: NaN, must be a whole number from 0", SmallData.rows(one, Double.NaN));
    assertBad("row 1, column label: null, must be a whole number from 0", SmallData.rows(one, 0.0, one, null));
    assertBad("label has one class alone, a classifier needs at least 2", SmallData.rows(one, 0.0, one, 0.0));
    assertBad("label has labels up to 1000: more than 100 classes must stand in its metadata, where StringIndexer"
        + " puts them", SmallData.rows(one, 1000.0));
    assertBad("the data have no rows, must have at least one to train with", SmallData.rows());

    Dataset<Row> all = SmallData.peaks().withColumn("all", functions.lit(true));
    assertEquals(
        "all rows are validation examples, none is left to train with",
        fails(SmallData.classifier().setValidationIndicatorCol("all"), all));
    assertEquals(
        "column label is of type double, a validation indicator must be boolean",
        fails(SmallData.classifier().setValidationIndicatorCol("label"), all));
    Dataset<Row> weighted = SmallData.rows(one, 0.0, one, 1.0).withColumn("w", functions.lit(-0.5));
    assertEquals(
        "row 0, column w: -0.5, must be >= 0 and finite",
        fails(SmallData.classifier().setWeightCol("w"), weighted));
  }

  private static void assertBad(String message, Dataset<Row> data) {
    assertEquals(message, fails(SmallData.classifier(), data));
  }

  private static String fails(LayerParallelClassifier classifier, Dataset<Row> data) {
    return assertThrows(IllegalArgumentException.class, () -> classifier.fit(data)).getMessage();
  }

  @Test
  void metadataOfTheLabelTellClassesThatNoRowHas() {
    var seven = NominalAttribute.defaultAttr().withName("label").withNumValues(7).toMetadata();
    Dataset<Row> data = SmallData.training();
    LayerParallelModel model =
        SmallData.classifier().fit(data.withColumn("label", functions.col("label"), seven));
    assertEquals(7, model.numClasses());
    var three = NominalAttribute.defaultAttr().withName("label").withNumValues(3).toMetadata();
    String message =
        fails(SmallData.classifier(), data.withColumn("label", functions.col("label"), three));
    assertTrue(message.endsWith("must be a whole number from 0 to 2"), message);
  }

  @Test
  void sparseVectorsAreTheSameData() {
    Dataset<Row> dense = SmallData.rows(
        Vectors.dense(0, 1, 0), 0.0, Vectors.dense(2, 0, 0), 1.0, Vectors.dense(0, 0, 0), 1.0);
    Dataset<Row> sparse = SmallData.rows(
        Vectors.sparse(3, new int[] {1}, new double[] {1}), 0.0,
        Vectors.sparse(3, new int[] {0}, new double[] {2}), 1.0,
        Vectors.sparse(3, new int[0], new double[0]), 1.0);
    LayerParallelModel one = SmallData.classifier().fit(dense);
    LayerParallelModel two = SmallData.classifier().fit(sparse);
    assertArrayEquals(SmallData.design(one), SmallData.design(two));
    assertEquals(
        one.transform(dense).drop("features").collectAsList(),
        two.transform(sparse).drop("features").collectAsList());
  }

  @Test
  void aWeightOfTwoIsTheRowTwice() {
    Dataset<Row> data = SmallData.training().coalesce(1);
    Dataset<Row> ones = data.withColumn("w", functions.lit(1));
    assertArrayEquals(
        SmallData.design(SmallData.classifier().fit(data)),
        SmallData.design(SmallData.classifier().setWeightCol("w").fit(ones)));

    Dataset<Row> twos = data.withColumn("w", functions.expr("if(label < 2, 2, 1)"));
    Dataset<Row> twice = data.union(data.filter("label < 2"));
    LayerParallelClassifier classifier = SmallData.classifier().setIterations(2);
    LayerParallelModel expected = classifier.fit(twice);
    LayerParallelModel weighted = classifier.copy(ParamMap.empty()).setWeightCol("w").fit(twos);
    assertArrayEquals(SmallData.design(expected), SmallData.design(weighted), 1e-10);
    assertEquals(expected.summary().loss(), weighted.summary().loss(), 1e-12);
    assertEquals(expected.summary().trainAccuracy(), weighted.summary().trainAccuracy(), 1e-14);
    assertTrue(
        Math.abs(expected.summary().loss() - classifier.fit(data).summary().loss()) > 1e-6,
        "the weights make no difference");
  }

  @Test
  void theSummaryTellsOfEachIteration() {
    LayerParallelModel model =
        SmallData.classifier().setValidationIndicatorCol("validation").fit(SmallData.peaks());
    LayerParallelSummary summary = model.summary();
    assertEquals(4, summary.totalIterations());
    List<Row> rows =
        summary.history().select("level", "layers", "iteration", "objective", "validationAccuracy").collectAsList();
    assertEquals(
        List.of("0 4 0", "0 4 1", "1 8 0", "1 8 1"),
        rows.stream().map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2)).toList());
    assertTrue(rows.get(1).getDouble(3) < rows.get(0).getDouble(3), "the objective does not decrease");
    assertTrue(rows.get(0).getDouble(4) >= 0 && rows.get(0).getDouble(4) <= 1, rows.toString());
    assertEquals(List.of("all iterations done", "all iterations done"), summary.stopReasons());
    assertTrue(Double.isFinite(summary.objective()) && summary.loss() < summary.objective());

    long right =
        model.transform(SmallData.peaks()).filter("validation and prediction = label").count();
    assertEquals(right / 50.0, summary.validationAccuracy(), 1e-15);
  }

  @Test
  void goesOnFromARefinedModel() {
    LayerParallelModel coarse = SmallData.classifier().setIterations(3).fit(SmallData.training());
    LayerParallelModel fine = coarse.refined(2);
    LayerParallelModel nested =
        new LayerParallelClassifier()
            .setInitialModel(fine)
            .setIterations(3)
            .fit(SmallData.training());
    assertEquals(8, nested.layers());
    assertEquals(4, nested.width());
    double first = nested.summary().history().first().<Double>getAs("loss");
    double last = coarse.summary().loss();
    assertEquals(last, first, 0.1 * last, "starts elsewhere than the refined model");
    assertTrue(nested.summary().objective() < nested.summary().history().first().<Double>getAs("objective"));

    Dataset<Row> other = SmallData.rows(Vectors.dense(1), 0.0, Vectors.dense(2), 1.0);
    assertEquals(
        "the initial model is for 2 features and 5 classes, the data have 1 and 2",
        fails(new LayerParallelClassifier().setInitialModel(fine), other));
  }

  @Test
  void aFitThatWasCutShortGoesOnFromItsCheckpoint(@TempDir Path directory) throws IOException {
    Dataset<Row> data = SmallData.training().persist();
    LayerParallelClassifier classifier = SmallData.classifier().setIterations(4, 4);
    int all;
    LayerParallelModel whole;
    try (JobCounter jobs = new JobCounter(LocalSpark.context())) {
      whole = classifier.fit(data);
      all = jobs.jobs();
    }
    classifier
        .setCheckpointDir(directory.toUri().toString())
        .setSetting("checkpoint.iterations", 1);
    SparkListener cut = new Cut(2 * all / 3);
    LocalSpark.context().sc().addSparkListener(cut);
    assertThrows(RuntimeException.class, () -> classifier.fit(data));
    LocalSpark.context().sc().removeSparkListener(cut);
    assertEquals(1, entries(directory), "trainings that left checkpoints");

    try (JobCounter jobs = new JobCounter(LocalSpark.context())) {
      LayerParallelModel resumed = classifier.copy(ParamMap.empty()).fit(data);
      assertArrayEquals(SmallData.design(whole), SmallData.design(resumed));
      assertEquals(8, resumed.summary().totalIterations());
      assertTrue(jobs.jobs() < 2 * all / 3, jobs.jobs() + " jobs, " + all + " without checkpoints");
    }
    assertEquals(0, entries(directory), "checkpoints of a fit that ended well");
    data.unpersist();
  }

  private static long entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    }
  }

  /** Cancels the job that is running when so many have begun. */
  private static final class Cut extends SparkListener {

    private int left;

    Cut(int jobs) {
      left = jobs;
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      left--;
      if (left == 0) {
        LocalSpark.context().cancelAllJobs();
      }
    }
  }
}
