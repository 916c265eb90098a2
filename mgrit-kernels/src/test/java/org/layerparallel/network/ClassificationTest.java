package org.layerparallel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.Numbers;
import org.layerparallel.Sample;
import org.layerparallel.linalg.Tiling;

class ClassificationTest {

  /** One channel, two classes, and weights that make scores of a state u: (u, -u) + biases (0, 0). */
  private static final double[] OPPOSITE = {1, -1, 0, 0};

  private static Network network(int width, int classes) {
    return new Network(width, width, classes, 1, 1, new Tanh(), BiasKind.SCALAR, OpeningKind.ZERO_EXPANSION);
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 2, false", "3, 2, 1, true", "2, 7, 4, false", "4, 3, 64, false", "4, 3, 4, true"})
  void lossAndAccuraciesAreThoseOfPlainLoops(int width, int classes, int tile, boolean weighted) {
    // One residual layer with zero weights and tanh leaves the features as they are.
    Network network = network(width, classes);
    Sample equal = Sample.of(network, 9, 4, 1, 3);
    Sample random = weighted ? equal.weighted(5) : equal;
    double[] classification = random.weights().classification();
    double[] zero = new double[network.residualShape().size()];
    Weights weights = new Weights(new double[0], zero, classification);
    Sample sample = new Sample(network, weights, random.training(), random.validation());

    Tiling tiling = new Tiling(9, 4, tile);
    double[] state =
        tiling.toBlock(width, sample.training().features(), sample.validation().features());
    int[] labels = new int[13];
    System.arraycopy(sample.training().labels(), 0, labels, 0, 9);
    System.arraycopy(sample.validation().labels(), 0, labels, 9, 4);
    double[] exampleWeights = new double[13];
    System.arraycopy(sample.training().weights(), 0, exampleWeights, 0, 9);
    System.arraycopy(sample.validation().weights(), 0, exampleWeights, 9, 4);
    Labels all = Labels.of(tiling, labels, exampleWeights);
    Classification.Outcome outcome =
        new Classification(network, tiling, all).evaluate(classification, state).over(all.totals());
    assertEquals(sample.serial().loss(sample.training()), outcome.loss(), 1e-14, "loss");
    assertEquals(sample.serial().accuracy(sample.training()), outcome.trainAccuracy(), "training");
    assertEquals(sample.serial().accuracy(sample.validation()), outcome.validationAccuracy(), "validation");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e17, 1e300})
  void hugeScoresOverflowNowhere(double u) {
    Classification right = one(network(1, 2), 0);
    Classification wrong = one(network(1, 2), 1);
    double[] state = {u};
    assertEquals(0, right.evaluate(OPPOSITE, state).loss(), "loss of the right class");
    assertEquals(2 * u, wrong.evaluate(OPPOSITE, state).loss(), "loss of the wrong class");

    double[] gradient = new double[4];
    Numbers.assertSame(new double[] {0}, right.differentiate(OPPOSITE, state, gradient), "adjoint");
    Numbers.assertSame(new double[4], gradient, "gradient");
    Numbers.assertSame(new double[] {2}, wrong.differentiate(OPPOSITE, state, gradient), "adjoint");
    Numbers.assertSame(new double[] {u, -u, 1, -1}, gradient, "gradient");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e6, -1e6, 1e17, -1e300})
  void equalScoresAreEqualChancesWhateverTheirSize(double score) {
    double[] biases = {0, 0, 0, score, score, score};
    Classification three = one(network(1, 3), 2);
    assertEquals(Math.log(3), three.evaluate(biases, new double[] {1}).loss(), 1e-15, "loss");

    double[] gradient = new double[6];
    three.differentiate(biases, new double[] {1}, gradient);
    Numbers.assertClose(
        new double[] {1.0 / 3, 1.0 / 3, -2.0 / 3, 1.0 / 3, 1.0 / 3, -2.0 / 3}, gradient, 1e-15, "gradient");
  }

  @Test
  void withoutValidationItsAccuracyIsNotANumber() {
    Classification one = one(network(1, 2), 0);
    Labels labels = Labels.of(new Tiling(1, 0, 1), new int[] {0}, new double[] {1});
    Classification.Outcome outcome = one.evaluate(OPPOSITE, new double[] {1}).over(labels.totals());
    assertTrue(Double.isNaN(outcome.validationAccuracy()));
  }

  @Test
  void refusesLabelsThatAreNoClassAndAWrongNumberOfThem() {
    assertMessage("labels[1]=3, must be in 0..2", new int[] {0, 3});
    assertMessage("labels[0]=-1, must be in 0..2", new int[] {-1, 0});
    assertMessage("1 labels for 2 examples", new int[] {0});
  }

  @Test
  void refusesAWrongNumberOfWeights() {
    assertEquals(
        "1 weights for 2 examples",
        assertThrows(
                IllegalArgumentException.class,
                () -> Labels.of(new Tiling(1, 1, 1), new int[] {0, 1}, new double[] {1}))
            .getMessage());
  }

  /** The classification of a single example. */
  private static Classification one(Network network, int label) {
    Tiling tiling = new Tiling(1, 0, 1);
    return new Classification(network, tiling, Labels.of(tiling, new int[] {label}, new double[] {1}));
  }

  private static void assertMessage(String message, int[] labels) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Classification(
                        network(1, 3),
                        new Tiling(1, 1, 1),
                        Labels.of(new Tiling(1, 1, 1), labels, new double[labels.length])))
            .getMessage());
  }
}
