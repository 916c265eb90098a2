package org.layerparallel.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.layerparallel.Sample;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;

class SoftmaxTest {

  @Test
  void probabilitiesAreInTheProportionOfExponentials() {
    double[] scores = {7, Math.log(1), Math.log(2), Math.log(5), 9};
    Softmax.probabilities(scores, 1, 1, 3);
    assertArrayEquals(new double[] {7, 0.125, 0.25, 0.625, 9}, scores, 1e-15);
  }

  @Test
  void largeScoresDoNotOverflow() {
    double[] scores = {1e300, -1e300, 1e300};
    assertEquals(Math.log(2), Softmax.crossEntropy(scores, 0, 1, 3, 2), 1e-15);
    Softmax.probabilities(scores, 0, 1, 3);
    assertArrayEquals(new double[] {0.5, 0, 0.5}, scores);
  }

  @Test
  void theLowestOfEqualScoresIsTheLargest() {
    assertEquals(1, Softmax.largest(new double[] {9, 1, 2, 2}, 1, 1, 3));
    assertEquals(0, Softmax.largest(new double[] {2, 2}, 0, 1, 2));
  }

  @Test
  void scoresOfABlockAreTheColumnsOfAnExample() {
    double[] block = {1, Math.log(3), 5, 0, 9, 4};
    assertEquals(2, Softmax.largest(block, 0, 2, 3));
    assertEquals(1, Softmax.largest(new double[] {0, 7, 1, 6}, 0, 2, 2));
    double[] two = {5, Math.log(3), 9, Math.log(1)};
    assertEquals(Math.log(4), Softmax.crossEntropy(two, 1, 2, 2, 1), 1e-15);
    Softmax.probabilities(two, 1, 2, 2);
    assertArrayEquals(new double[] {5, 0.75, 9, 0.25}, two, 1e-15);
  }

  @Test
  void theMeanCrossEntropyIsTheLossOfTheTraining() {
    int count = 300;
    Network network = new Network(3, 5, 4, 6, 2, new Tanh(), BiasKind.CHANNEL, OpeningKind.DENSE);
    Sample sample = Sample.of(network, count, 0, 0.8, 4);
    Prediction prediction = new Prediction(network, sample.weights());
    double[] scores = prediction.scores(sample.training(), Workers.caller());
    double sum = 0;
    for (int e = 0; e < count; e++) {
      sum += Softmax.crossEntropy(scores, e * 4, 1, 4, sample.training().labels()[e]);
    }
    double[] states = prediction.states(sample.training(), new int[] {6}, Workers.caller())[0];
    Tiling tiling = new Tiling(count, 0, count);
    Labels labels =
        Labels.of(tiling, sample.training().labels(), sample.training().weights());
    double loss =
        new Classification(network, tiling, labels)
            .evaluate(sample.weights().classification(), tiling.toBlock(5, states, new double[0]))
            .over(labels.totals())
            .loss();
    assertEquals(loss, sum / count, 1e-12 * loss);
  }
}
