package org.layerparallel.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.Sample;
import org.layerparallel.SerialNetwork;
import org.layerparallel.linalg.Workers;

/** Predicted classes against those of the plain loops. */
class PredictionTest {

  /** Examples that fill two tiles and a part of a third. */
  private static final int COUNT = 2 * 256 + 37;

  @ParameterizedTest
  @CsvSource({
    "DENSE, CHANNEL, 3", "DENSE, SCALAR, 5", "ZERO_EXPANSION, CHANNEL, 3", "ZERO_EXPANSION, SCALAR, 7"
  })
  void isTheClassOfTheLargestScore(OpeningKind opening, BiasKind bias, int width) {
    Sample sample = Sample.of(network(opening, bias, width), COUNT, 0, 0.8, 4);
    int[] expected = new int[COUNT];
    SerialNetwork serial = sample.serial();
    for (int e = 0; e < COUNT; e++) {
      double[] scores = serial.scores(Arrays.copyOfRange(sample.training().features(), e * 3, e * 3 + 3));
      for (int c = 1; c < scores.length; c++) {
        expected[e] = scores[c] > scores[expected[e]] ? c : expected[e];
      }
    }
    assertTrue(Arrays.stream(expected).distinct().count() > 1, "only one class occurs");
    Prediction prediction = new Prediction(sample.network(), sample.weights());
    for (int threads = 1; threads <= 3; threads++) {
      try (Workers workers = new Workers(threads)) {
        assertArrayEquals(expected, prediction.classes(sample.training(), workers), threads + " threads");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"DENSE, CHANNEL, 3", "ZERO_EXPANSION, SCALAR, 7"})
  void scoresAreThoseOfEachExample(OpeningKind opening, BiasKind bias, int width) {
    Sample sample = Sample.of(network(opening, bias, width), COUNT, 0, 0.8, 4);
    double[] features = sample.training().features();
    Prediction prediction = new Prediction(sample.network(), sample.weights());
    double[] alone = prediction.scores(sample.training(), Workers.caller());
    assertEquals(4 * COUNT, alone.length);
    for (int e = 0; e < COUNT; e++) {
      double[] expected = sample.serial().scores(Arrays.copyOfRange(features, e * 3, e * 3 + 3));
      assertArrayEquals(expected, Arrays.copyOfRange(alone, e * 4, e * 4 + 4), 1e-12, "example " + e);
    }
    for (int threads = 1; threads <= 3; threads++) {
      try (Workers workers = new Workers(threads)) {
        double[] read =
            prediction.scores(COUNT, (e, one) -> System.arraycopy(features, e * 3, one, 0, 3), workers);
        assertArrayEquals(alone, read, threads + " threads");
      }
    }
    assertEquals(0, prediction.scores(Examples.none(3), Workers.caller()).length);
  }

  @ParameterizedTest
  @CsvSource({"DENSE, CHANNEL, 3", "ZERO_EXPANSION, SCALAR, 7"})
  void statesAreThoseOfEachExample(OpeningKind opening, BiasKind bias, int width) {
    Sample sample = Sample.of(network(opening, bias, width), COUNT, 0, 0.8, 4);
    int layers = sample.network().layers();
    int[] after = {0, 1, layers - 1, layers - 1, layers};
    Prediction prediction = new Prediction(sample.network(), sample.weights());
    for (int threads = 1; threads <= 3; threads++) {
      try (Workers workers = new Workers(threads)) {
        double[][] states = prediction.states(sample.training(), after, workers);
        for (int e = 0; e < COUNT; e++) {
          double[] example = Arrays.copyOfRange(sample.training().features(), e * 3, e * 3 + 3);
          double[][] expected = sample.serial().states(example);
          for (int k = 0; k < after.length; k++) {
            double[] state = Arrays.copyOfRange(states[k], e * width, (e + 1) * width);
            assertArrayEquals(expected[after[k]], state, 1e-12, "example " + e + " after " + after[k]);
          }
        }
      }
    }
  }

  @Test
  void layersThatAreNotThereAreRefused() {
    Sample sample = Sample.of(network(OpeningKind.DENSE, BiasKind.CHANNEL, 3), 2, 0, 1, 1);
    Prediction prediction = new Prediction(sample.network(), sample.weights());
    try (Workers workers = new Workers(1)) {
      for (int[] after : new int[][] {{-1}, {0, 99}, {2, 1}}) {
        assertThrows(
            IllegalArgumentException.class, () -> prediction.states(sample.training(), after, workers));
      }
      assertArrayEquals(
          new double[][] {{}}, prediction.states(Examples.none(3), new int[] {1}, workers));
    }
  }

  @Test
  void theFirstOfEqualScoresWins() {
    Network network = network(OpeningKind.DENSE, BiasKind.CHANNEL, 3);
    Weights zeros = Weights.fromDesign(network, new double[(int) network.weightCount()]);
    try (Workers workers = new Workers(1)) {
      assertArrayEquals(
          new int[5], new Prediction(network, zeros).classes(5, (example, features) -> {}, workers));
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Sample sample = Sample.of(network(OpeningKind.DENSE, BiasKind.CHANNEL, 3), 2, 0, 1, 1);
    Prediction prediction = new Prediction(sample.network(), sample.weights());
    try (Workers workers = new Workers(1)) {
      assertEquals(0, prediction.classes(Examples.none(3), workers).length);
      assertThrows(IllegalArgumentException.class, () -> prediction.classes(Examples.none(2), workers));
      assertThrows(IllegalArgumentException.class, () -> prediction.scores(Examples.none(2), workers));
    }
    Network larger = sample.network().withLayers(9);
    assertThrows(IllegalArgumentException.class, () -> new Prediction(larger, sample.weights()));
  }

  private static Network network(OpeningKind opening, BiasKind bias, int width) {
    return new Network(3, width, 4, 6, 2, new Tanh(), bias, opening);
  }
}
