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
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.InitialWeights;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.LocalSpark;
import org.layerparallel.spark.cli.LayerParallel;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.model.Model;

class PersistenceTest {

  @TempDir private Path directory;

  @BeforeEach
  void spark() {
    LocalSpark.session();
  }

  private String at(String name) {
    return directory.resolve(name).toUri().toString();
  }

  private static LayerParallelModel random(BiasKind bias, OpeningKind opening) {
    Network network = new Network(2, 3, 4, 5, 0.1, new SmoothedRelu(0.3), bias, opening);
    Weights weights =
        new InitialWeights(1, 1, 1, InitialWeights.Distribution.NORMAL, 5).draw(network);
    // What decimal text would lose.
    weights.residual()[0] = Math.nextUp(0.1);
    weights.residual()[1] = Double.MIN_VALUE;
    weights.residual()[2] = -0.0;
    return new LayerParallelModel("random_1", new Model(network, weights), null);
  }

  @ParameterizedTest
  @CsvSource({"CHANNEL, DENSE", "SCALAR, DENSE", "CHANNEL, ZERO_EXPANSION", "SCALAR, ZERO_EXPANSION"})
  void modelsAreReadBitForBit(BiasKind bias, OpeningKind opening) throws IOException {
    LayerParallelModel model =
        random(bias, opening).setPredictionCol("class").setThresholds(new double[] {0.1, 0.2, 0.3, 0.4});
    model.save(at("model"));
    LayerParallelModel read = LayerParallelModel.load(at("model"));
    assertEquals("random_1", read.uid());
    assertEquals(model.model().network(), read.model().network());
    assertArrayEquals(bits(model), bits(read));
    assertEquals("class", read.getPredictionCol());
    assertArrayEquals(model.getThresholds(), read.getThresholds());
    assertFalse(read.hasSummary());
    assertEquals(
        "random_1 has no summary: it does not come from a fit in this process",
        assertThrows(IllegalStateException.class, read::summary).getMessage());
  }

  private static long[] bits(LayerParallelModel model) {
    return Arrays.stream(SmallData.design(model)).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void aModelIsJsonAndParquetAlone() throws IOException {
    random(BiasKind.CHANNEL, OpeningKind.DENSE).save(at("model"));
    try (Stream<Path> files = Files.walk(directory.resolve("model"))) {
      List<String> kinds =
          files
              .filter(Files::isRegularFile)
              .map(file -> directory.resolve("model").relativize(file).toString())
              .filter(name -> !name.contains("_SUCCESS") && !name.endsWith(".crc"))
              // Spark 4.1 gives text files an ending.
              .map(name -> name.replaceAll("/part-.*?(\\.|$)(txt)?", "/"))
              .sorted()
              .toList();
      assertEquals(List.of("layers/snappy.parquet", "metadata/", "network/json"), kinds);
    }
    assertEquals(7, LocalSpark.session().read().parquet(at("model/layers")).count());
    assertEquals("1", LocalSpark.session().read().json(at("model/network")).first().getAs("version"));
  }

  @Test
  void whatIsThereIsReplacedOnlyOnDemand() throws IOException {
    LayerParallelModel model = random(BiasKind.CHANNEL, OpeningKind.DENSE);
    model.save(at("model"));
    LayerParallelModel finer = model.refined(2);
    assertThrows(IOException.class, () -> finer.save(at("model")));
    assertEquals(5, LayerParallelModel.load(at("model")).layers());
    finer.write().overwrite().save(at("model"));
    assertEquals(10, LayerParallelModel.load(at("model")).layers());
  }

  @Test
  void damagedModelsAreTold() throws IOException {
    LayerParallelModel model = random(BiasKind.CHANNEL, OpeningKind.DENSE);
    model.save(at("model"));
    model.refined(2).save(at("other"));
    replace("model/network", "\"version\":\"1\"", "\"version\":\"2\"");
    assertUnreadable("metadata has version=2, must be 1");
    replace("model/network", "\"version\":\"2\"", "\"version\":\"1\"");
    replace("model/network", "\"layers\":\"5\"", "\"layers\":\"4\"");
    assertUnreadable("has the layers [opening 0, ");
    replace("model/network", "\"layers\":\"4\",", "");
    assertUnreadable("metadata has no entry 'layers', must be an integer");
  }

  private void assertUnreadable(String message) {
    String text =
        assertThrows(IllegalArgumentException.class, () -> LayerParallelModel.load(at("model"))).getMessage();
    assertTrue(text.startsWith(at("model") + ": " + message), text);
  }

  private void replace(String part, String text, String by) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(part))) {
      Path json = files.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
      Files.deleteIfExists(json.resolveSibling("." + json.getFileName() + ".crc"));
      String content = Files.readString(json);
      assertTrue(content.contains(text), content);
      Files.writeString(json, content.replace(text, by));
    }
  }

  @Test
  void classifiersKeepAllParametersAndTheirInitialModel() throws IOException {
    LayerParallelClassifier classifier =
        SmallData.classifier()
            .setSeed(Long.MIN_VALUE)
            .setTikhonov(Math.nextUp(1e-5))
            .setSetting("nested.target-accuracy", new double[] {0.9, 0.95})
            .setSetting("nested.levels", "[{}, {multigrid {cycle = F}}]")
            .setWeightCol("w")
            .setThresholds(new double[] {0.5, 0.5})
            .setInitialModel(random(BiasKind.SCALAR, OpeningKind.DENSE));
    classifier.save(at("classifier"));
    LayerParallelClassifier read = LayerParallelClassifier.load(at("classifier"));
    assertEquals(classifier.uid(), read.uid());
    for (Param<?> param : classifier.params()) {
      assertEquals(classifier.isSet(param), read.isSet(read.getParam(param.name())), param.name());
      if (classifier.isDefined(param)) {
        assertEquals(value(classifier, param), value(read, read.getParam(param.name())), param.name());
      }
    }
    assertArrayEquals(
        SmallData.design(classifier.initialModel().orElseThrow()),
        SmallData.design(read.initialModel().orElseThrow()));

    new LayerParallelClassifier().save(at("plain"));
    assertTrue(LayerParallelClassifier.load(at("plain")).initialModel().isEmpty());
  }

  private static <T> String value(LayerParallelClassifier classifier, Param<T> param) {
    return param.jsonEncode(classifier.getOrDefault(param));
  }

  @Test
  void theCommandsReadAndWriteTheSameModels() throws IOException {
    LayerParallelModel model = random(BiasKind.CHANNEL, OpeningKind.DENSE);
    Path file = directory.resolve("model.safetensors");
    model.toModelFile(file.toString());
    Path text = directory.resolve("design.txt");
    assertEquals(0, command("export", file.toString(), text.toString()));
    assertArrayEquals(
        SmallData.design(model),
        Files.readAllLines(text).stream().mapToDouble(Double::parseDouble).toArray());
    LayerParallelModel read = LayerParallelModel.ofModelFile(file.toString());
    assertEquals(model.model().network(), read.model().network());
    assertArrayEquals(bits(model), bits(read));
    UserError missing =
        assertThrows(UserError.class, () -> LayerParallelModel.ofModelFile(at("none.safetensors")));
    assertTrue(missing.getMessage().contains("none.safetensors"), missing.getMessage());
  }

  private static int command(String... arguments) {
    return LayerParallel.run(arguments, System.out, System.err);
  }
}
