package org.layerparallel.spark.ml;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.linalg.Blas;
import org.layerparallel.linalg.BlasKind;
import org.layerparallel.spark.LocalSpark;

class LayerParallelModelTest {

  private static LayerParallelModel model;

  @BeforeAll
  static void train() {
    model =
        SmallData.classifier()
            .setSetting("network.activation.kind", "tanh")
            .setExecution("in-process")
            .fit(SmallData.training());
  }

  private static LayerParallelModel copy() {
    return model.copy(ParamMap.empty());
  }

  @Test
  void everyRowGetsWhatTheNetworkSaysOfItAlone() {
    // More than two blocks in one partition.
    Dataset<Row> points =
        LocalSpark.session()
            .range(0, 9001, 1, 1)
            .selectExpr("id", "array(sin(id), cos(3 * id)) as xy")
            .withColumn("features", array_to_vector(functions.col("xy")));
    List<Row> rows = model.transform(points).collectAsList();
    assertEquals(9001, rows.size());
    for (int r = 0; r < rows.size(); r += 7) {
      Row row = rows.get(r);
      assertEquals(r, row.getLong(0));
      Vector features = row.getAs("features");
      Vector raw = model.predictRaw(features);
      assertArrayEquals(raw.toArray(), row.<Vector>getAs("rawPrediction").toArray(), 1e-12, "row " + r);
      Vector probability = row.getAs("probability");
      assertArrayEquals(softmax(raw.toArray()), probability.toArray(), 1e-12, "row " + r);
      assertEquals(1, Arrays.stream(probability.toArray()).sum(), 1e-14);
      assertEquals(probability.argmax(), row.<Double>getAs("prediction"), "row " + r);
    }
    assertTrue(rows.stream().map(row -> row.<Double>getAs("prediction")).distinct().count() > 1);
  }

  private static double[] softmax(double[] scores) {
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    return Arrays.stream(scores).map(score -> Math.exp(score) / sum).toArray();
  }

  @Test
  void columnsAndTheirMetadataAreThoseOfSparkMl() {
    var named = NominalAttribute.defaultAttr().withName("label").withValues("a", "b", "c", "d", "e");
    Dataset<Row> data =
        SmallData.training().withColumn("label", functions.col("label"), named.toMetadata());
    StructType schema = model.transform(data).schema();
    assertEquals(
        List.of("features", "label", "rawPrediction", "probability", "prediction"),
        List.of(schema.fieldNames()));
    assertEquals(named, Attribute.fromStructField(schema.apply("label")));
    assertEquals(5, AttributeGroup.fromStructField(schema.apply("probability")).size());
    NominalAttribute predicted =
        (NominalAttribute) Attribute.fromStructField(schema.apply("prediction"));
    assertEquals(5, predicted.getNumValues().get());

    Dataset<Row> few =
        copy().setRawPredictionCol("").setProbabilityCol("p").setPredictionCol("").transform(data);
    assertEquals(List.of("features", "label", "p"), List.of(few.columns()));
    Dataset<Row> none =
        copy().setRawPredictionCol("").setProbabilityCol("").setPredictionCol("").transform(data);
    assertEquals(data.collectAsList(), none.collectAsList());
    assertThrows(IllegalArgumentException.class, () -> model.transform(data.drop("features")));
  }

  @Test
  void thresholdsDecideAsSparkMlSays() {
    double[] thresholds = {0.9, 0.5, 0.05, 0.5, 0.5};
    LayerParallelModel biased = copy().setThresholds(thresholds);
    int other = 0;
    for (Row row : biased.transform(SmallData.training()).collectAsList()) {
      double[] scaled = row.<Vector>getAs("probability").toArray().clone();
      for (int c = 0; c < scaled.length; c++) {
        scaled[c] /= thresholds[c];
      }
      double prediction = row.<Double>getAs("prediction");
      assertEquals(new DenseVector(scaled).argmax(), prediction);
      other += prediction == model.predict(row.<Vector>getAs("features")) ? 0 : 1;
    }
    assertTrue(other > 0, "the thresholds change nothing");
  }

  /** Spark sends a model to executors so. */
  @Test
  void aModelInAnotherProcessPredictsTheSame() throws Exception {
    LayerParallelModel sent = copy().setThresholds(new double[] {0.9, 0.5, 0.05, 0.5, 0.5});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(sent);
    LayerParallelModel received =
        (LayerParallelModel)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertEquals(sent.uid(), received.uid());
    assertEquals(
        sent.transform(SmallData.training()).collectAsList(),
        received.transform(SmallData.training()).collectAsList());
    assertFalse(received.hasSummary());
  }

  @Test
  void onlyABlockOfRowsIsHeld() {
    AtomicInteger taken = new AtomicInteger();
    Row row = RowFactory.create(Vectors.dense(0.5, -0.5));
    Iterator<Row> endless =
        IntStream.generate(taken::incrementAndGet).mapToObj(i -> row).iterator();
    Iterator<Row> predicted =
        new BlockPrediction(LocalSpark.context().broadcast(model), 0, Blas.inUse().kind()).call(endless);
    for (int r = 0; r < 10_000; r++) {
      predicted.next();
    }
    assertTrue(taken.get() >= 10_000 && taken.get() <= 12_289, taken.get() + " rows taken");
    assertFalse(
        new BlockPrediction(LocalSpark.context().broadcast(model), 0, Blas.inUse().kind())
            .call(Collections.emptyIterator())
            .hasNext());
  }

  @Test
  void executorsPredictWithTheDriversBlas() {
    BlasKind another = Blas.inUse().kind() == BlasKind.JAVA ? BlasKind.NATIVE : BlasKind.JAVA;
    BlockPrediction blocks = new BlockPrediction(LocalSpark.context().broadcast(model), 0, another);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> blocks.call(Collections.emptyIterator()));
    assertTrue(refused.getMessage().startsWith("an executor cannot compute as the driver does: "), refused.getMessage());
  }

  @Test
  void aStreamIsTransformedAsItsRowsAre(@TempDir Path directory) throws Exception {
    StructType schema =
        new StructType()
            .add("time", DataTypes.TimestampType)
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType);
    String files = directory.resolve("rows").toUri().toString();
    SmallData.training()
        .selectExpr("timestamp '2026-01-01 00:00:00' as time", "features", "label")
        .repartition(3)
        .write()
        .parquet(files);
    Dataset<Row> stream =
        LocalSpark.session()
            .readStream()
            .schema(schema)
            .option("maxFilesPerTrigger", 1)
            .parquet(files)
            .withWatermark("time", "1 minute");
    StreamingQuery query =
        model.transform(stream).writeStream().format("memory").queryName("predicted").start();
    query.processAllAvailable();
    assertTrue(query.recentProgress().length >= 3, "one batch for all files");
    query.stop();
    String columns = "prediction";
    assertEquals(
        model
            .transform(SmallData.training())
            .groupBy("label", columns)
            .count()
            .orderBy("label", columns)
            .collectAsList(),
        LocalSpark.session()
            .table("predicted")
            .groupBy("label", columns)
            .count()
            .orderBy("label", columns)
            .collectAsList());

    // Spark refuses this where the watermark got lost on the way.
    StreamingQuery counts =
        model
            .transform(stream)
            .groupBy(functions.window(functions.col("time"), "1 minute"), functions.col("prediction"))
            .count()
            .writeStream()
            .outputMode("append")
            .format("memory")
            .queryName("counts")
            .start();
    counts.stop();
  }

  @Test
  void featuresThatTheNetworkCannotTakeAreTold() {
    assertRefused("entry 1 of the features is NaN, must be finite", Vectors.dense(1, Double.NaN));
    assertRefused("features are of 3 entries, must be of 2, as those of the training", Vectors.dense(1, 2, 3));
    assertRefused("features are null, must be of 2, as those of the training", null);
  }

  private static void assertRefused(String message, Vector features) {
    Dataset<Row> predicted = model.transform(SmallData.rows(features, 0.0));
    Throwable thrown = assertThrows(SparkException.class, predicted::collectAsList);
    while (thrown.getCause() != null) {
      thrown = thrown.getCause();
    }
    assertEquals(message, thrown.getMessage());
  }

  /** The network by its equations, of MLlib's own matrices. */
  @Test
  void weightsOfLayersMakeUpTheNetwork() {
    Vector features = Vectors.dense(0.3, -0.8);
    double[] u = tanh(affine(model.openingWeights().orElseThrow(), features.toArray()));
    double h = model.finalTime() / model.layers();
    for (int n = 0; n < model.layers(); n++) {
      double[] change = tanh(affine(model.weightsOfLayer(n), u));
      double[] before = u;
      u = IntStream.range(0, u.length).mapToDouble(i -> before[i] + h * change[i]).toArray();
    }
    assertArrayEquals(
        affine(model.classificationWeights(), u), model.predictRaw(features).toArray(), 1e-12);
    assertEquals(
        "layer=8, must be from 0 to 7",
        assertThrows(IllegalArgumentException.class, () -> model.weightsOfLayer(8)).getMessage());
  }

  private static double[] affine(LayerWeights layer, double[] x) {
    double[] product = layer.matrix().multiply(Vectors.dense(x)).toArray();
    return IntStream.range(0, product.length)
        .mapToDouble(i -> product[i] + layer.bias().apply(i))
        .toArray();
  }

  private static double[] tanh(double[] z) {
    return Arrays.stream(z).map(Math::tanh).toArray();
  }

  @Test
  void aRefinedModelDiscretizesTheSameEquation() {
    Vector features = Vectors.dense(0.3, -0.8);
    LayerParallelModel zero = model.refined(2, "zero");
    assertEquals(16, zero.layers());
    assertEquals(2 * model.finalTime(), zero.finalTime());
    assertArrayEquals(model.predictRaw(features).toArray(), zero.predictRaw(features).toArray(), 1e-12);

    LayerParallelModel linear = copy().setPredictionCol("class").refined(2, "linear");
    assertEquals(model.finalTime(), linear.finalTime());
    assertEquals("class", linear.getPredictionCol());
    assertNotEquals(model.uid(), linear.uid());
    double left = model.weightsOfLayer(0).matrix().apply(1, 2);
    double right = model.weightsOfLayer(1).matrix().apply(1, 2);
    assertEquals((left + right) / 2, linear.weightsOfLayer(1).matrix().apply(1, 2), 1e-15);
    assertEquals(left, model.refined(3).weightsOfLayer(2).matrix().apply(1, 2));

    assertEquals(
        "factor=1, must be >= 2",
        assertThrows(IllegalArgumentException.class, () -> model.refined(1)).getMessage());
    assertEquals(
        "interpolation=quartic, must be one of constant, linear, cubic, zero",
        assertThrows(IllegalArgumentException.class, () -> model.refined(2, "quartic")).getMessage());
  }
}
