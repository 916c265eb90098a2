package org.layerparallel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.layerparallel.Numbers;

/** Architecture, weights and examples: sizes, and what they refuse. */
class NetworkTest {

  private static final Network DENSE =
      new Network(2, 3, 4, 5, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);

  @Test
  void sizesAreThoseOfTheLayers() {
    assertEquals(9, DENSE.openingSize());
    assertEquals(12, DENSE.residualShape().size());
    assertEquals(16, DENSE.classificationShape().size());
    assertEquals(9 + 5 * 12 + 16, DENSE.weightCount());
    assertEquals(0.4, DENSE.h());
    assertEquals(new Network(2, 3, 4, 7, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE), DENSE.withLayers(7));

    Network other = new Network(2, 3, 4, 5, 2, new Tanh(), BiasKind.SCALAR, OpeningKind.ZERO_EXPANSION);
    assertEquals(0, other.openingSize());
    assertEquals(10, other.residualShape().size());
    assertEquals(16, other.classificationShape().size());
    assertEquals(5 * 10 + 16, other.weightCount());
  }

  @Test
  void designAndWeightsAreInversesOfEachOther() {
    double[] design = new double[(int) DENSE.weightCount()];
    for (int i = 0; i < design.length; i++) {
      design[i] = i;
    }
    Weights weights = Weights.fromDesign(DENSE, design).requireFit(DENSE);
    assertEquals(0, weights.opening()[0]);
    assertEquals(9, weights.residual()[0]);
    assertEquals(69, weights.classification()[0]);
    Numbers.assertSame(design, weights.toDesign(), "design");
  }

  @Test
  void refusesWeightsThatDoNotFit() {
    assertMessage(
        "design has 3 weights, the network 85", () -> Weights.fromDesign(DENSE, new double[3]));
    assertMessage("opening has 8 weights, must have 9", () -> fit(8, 60, 16));
    assertMessage("residual has 59 weights, must have 60", () -> fit(9, 59, 16));
    assertMessage("classification has 17 weights, must have 16", () -> fit(9, 60, 17));
  }

  @Test
  void refusesBadArchitectures() {
    assertMessage("features=0, must be >= 1", () -> network(0, 3, 4, 5, 2));
    assertMessage("width=0, must be >= 1", () -> network(2, 0, 4, 5, 2));
    assertMessage("classes=1, must be >= 2", () -> network(2, 3, 1, 5, 2));
    assertMessage("layers=0, must be >= 1", () -> network(2, 3, 4, 0, 2));
    assertMessage("finalTime=0.0, must be > 0 and finite", () -> network(2, 3, 4, 5, 0));
    assertMessage("finalTime=NaN, must be > 0 and finite", () -> network(2, 3, 4, 5, Double.NaN));
    assertMessage(
        "finalTime=Infinity, must be > 0 and finite",
        () -> network(2, 3, 4, 5, Double.POSITIVE_INFINITY));
    assertMessage(
        "width=1, a zero-expansion needs at least the number of features, 2",
        () -> new Network(2, 1, 4, 5, 2, new Relu(), BiasKind.SCALAR, OpeningKind.ZERO_EXPANSION));
    assertMessage("dense layer of 0 x 2, both must be >= 1", () -> new DenseShape(0, 2, BiasKind.SCALAR));
  }

  @Test
  void refusesWhatIsMissing() {
    assertMissing("activation", () -> new Network(2, 3, 4, 5, 2, null, BiasKind.SCALAR, OpeningKind.DENSE));
    assertMissing("bias", () -> new Network(2, 3, 4, 5, 2, new Relu(), null, OpeningKind.DENSE));
    assertMissing("opening", () -> new Network(2, 3, 4, 5, 2, new Relu(), BiasKind.SCALAR, null));
  }

  @Test
  void refusesExamplesWithoutTheirFeatures() {
    assertMessage(
        "3 feature values for 2 examples of 2",
        () -> new Examples(new double[3], new int[2], 2));
    assertMessage(
        "0 feature values for 0 examples of 0", () -> new Examples(new double[0], new int[0], 0));
    assertEquals(0, Examples.none(2).count());
  }

  @Test
  void refusesWeightsOfExamplesThatMakeNoMean() {
    assertMessage("1 weights for 2 examples", () -> weighted(1));
    assertMessage("weights[1]=-1.0, must be >= 0 and finite", () -> weighted(1, -1));
    assertMessage("weights[0]=NaN, must be >= 0 and finite", () -> weighted(Double.NaN, 1));
    assertMessage("weights[1]=Infinity, must be >= 0 and finite", () -> weighted(1, Double.POSITIVE_INFINITY));
    assertMessage("the weights' sum is 0.0, must be > 0 and finite", () -> weighted(0, 0));
    assertMessage(
        "the weights' sum is Infinity, must be > 0 and finite",
        () -> weighted(Double.MAX_VALUE, Double.MAX_VALUE));
  }

  private static Examples weighted(double... weights) {
    return new Examples(new double[2], new int[2], 1, weights);
  }

  private static void fit(int opening, int residual, int classification) {
    new Weights(new double[opening], new double[residual], new double[classification])
        .requireFit(DENSE);
  }

  private static Network network(int features, int width, int classes, int layers, double time) {
    return new Network(
        features, width, classes, layers, time, new Relu(), BiasKind.SCALAR, OpeningKind.DENSE);
  }

  private static void assertMessage(String message, Executable bad) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, bad).getMessage());
  }

  private static void assertMissing(String name, Executable bad) {
    assertEquals(name, assertThrows(NullPointerException.class, bad).getMessage());
  }
}
