package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.Sample;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Activation;
import org.layerparallel.network.BiasKind;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.OpeningKind;
import org.layerparallel.network.Prediction;
import org.layerparallel.network.Relu;
import org.layerparallel.network.SmoothedRelu;
import org.layerparallel.network.Tanh;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.model.ModelFile;

/** Another language, that knows docs/model-format.md and nothing of this code, predicts the same. */
class PythonReaderTest {

  @TempDir private Path directory;

  private String numPy;

  @BeforeEach
  void findNumPy() throws Exception {
    numPy = Python.with(directory, "numpy");
  }

  @ParameterizedTest
  @CsvSource({
    "tanh, CHANNEL, DENSE",
    "relu, SCALAR, DENSE",
    "smoothed-relu, CHANNEL, ZERO_EXPANSION",
    "tanh, SCALAR, ZERO_EXPANSION"
  })
  void predictsTheSame(String activation, BiasKind bias, OpeningKind opening) throws Exception {
    Network network = new Network(2, 6, 5, 9, 2, activation(activation), bias, opening);
    Path model = directory.resolve("model.safetensors");
    Path input = Command.shipped("data/peaks-validation.csv");
    ModelFile.write(new Configuration(), model.toString(), network, opinionated(network));
    Path output = directory.resolve("predictions.csv");
    Command.succeed(
        "predict", model.toString(), input.toString(), "-o", output.toString(), "--master", "local[2]");
    String script = Command.shipped("notebooks/read_model.py").toString();
    ProcessBuilder line = new ProcessBuilder(numPy, script, model.toString(), input.toString());
    try (ChildProcess python = new ChildProcess(line, directory)) {
      Command read = python.result();
      assertEquals("", read.err());
      assertSame(Files.readAllLines(output), read.out().lines().toList());
    }
  }

  private static void assertSame(List<String> expected, List<String> actual) {
    assertEquals(101, actual.size());
    assertEquals(expected.get(0), actual.get(0));
    for (int i = 1; i < actual.size(); i++) {
      assertEquals(expected.get(i).split(",")[0], actual.get(i).split(",")[0], "class of row " + i);
      assertArrayEquals(numbers(expected.get(i)), numbers(actual.get(i)), 1e-12, "probabilities of row " + i);
    }
  }

  private static double[] numbers(String row) {
    return Arrays.stream(row.split(",")).mapToDouble(Double::parseDouble).toArray();
  }

  /** Weights that tell the points apart. */
  private Weights opinionated(Network network) throws IOException {
    Examples points = PeaksFormats.of(directory, "data/peaks-validation.csv").examples();
    for (int seed = 1; ; seed++) {
      Weights weights = Sample.of(network, 1, 0, 0.5, seed).weights();
      int[] classes = new Prediction(network, weights).classes(points, Workers.caller());
      if (Arrays.stream(classes).distinct().count() > 2) {
        return weights;
      }
    }
  }

  private static Activation activation(String name) {
    return switch (name) {
      case "tanh" -> new Tanh();
      case "relu" -> new Relu();
      default -> new SmoothedRelu(0.1);
    };
  }
}
