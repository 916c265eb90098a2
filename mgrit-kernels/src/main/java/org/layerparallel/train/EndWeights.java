package org.layerparallel.train;

import java.util.Arrays;
import java.util.List;
import org.layerparallel.linalg.Gemm;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.sweep.Proposal;
import org.layerparallel.sweep.WeightBlock;

/** The weights of the two ends of the network, opening and classification, which are the driver's: they are few. */
final class EndWeights {

  private static final int OPENING = 0;
  private static final int CLASSIFICATION = 1;

  private final Regularization regularization;
  private WeightBlock block;

  /**
   * Those of {@code block}, with its past.
   *
   * @throws IllegalArgumentException if it is not of opening and classification of {@code network}
   */
  EndWeights(Network network, Regularization regularization, WeightBlock block) {
    int opening = network.openingSize();
    int[] offsets = {0, opening, opening + network.classificationShape().size()};
    if (!Arrays.equals(block.offsets(), offsets)) {
      throw new IllegalArgumentException(
          "opening and classification end at " + Arrays.toString(block.offsets()) + ", must end at "
              + Arrays.toString(offsets));
    }
    this.regularization = regularization;
    this.block = block;
  }

  /** Opening and classification of {@code weights}, without a past. */
  static WeightBlock block(Weights weights) {
    double[] both = joined(weights.opening(), weights.classification());
    return WeightBlock.of(new int[] {0, weights.opening().length, both.length}, both);
  }

  /** These weights with what the optimizer remembers of them. */
  WeightBlock block() {
    return block;
  }

  /** Goes on with the present weights on another level, and of the optimizer's past with these pairs alone. */
  void restart(int[] pairs) {
    block = block.restarted(pairs);
  }

  void propose(Proposal proposal) {
    block = proposal.on(block, Workers.caller());
  }

  /** Tikhonov terms of both layers. */
  double regularizer() {
    double[] squares = block.squares();
    return 0.5
        * (regularization.tikhonov() * squares[OPENING]
            + regularization.classification() * squares[CLASSIFICATION]);
  }

  /**
   * The gradient by both layers' weights at the candidate, which becomes accepted.
   *
   * @param openingGradient the loss's by the opening's weights
   * @param classificationGradient the loss's by the classification's weights
   * @param memory what the optimizer remembers
   * @param residualDots dot products of the residual layers, in their order; see {@link WeightBlock#dots}
   * @return dot products of all layers, summed from the first to the last
   */
  double[] accept(
      double[] openingGradient,
      double[] classificationGradient,
      WeightBlock.Memory memory,
      List<double[]> residualDots) {
    double[] gradient = joined(openingGradient, classificationGradient);
    int opening = openingGradient.length;
    Gemm.addScaled(opening, regularization.tikhonov(), block.candidate(), gradient, 0);
    Gemm.addScaled(
        classificationGradient.length, regularization.classification(), block.candidate(), gradient, opening);
    WeightBlock before = block;
    block = before.accepted(gradient, memory, Workers.caller());
    double[] atEnds = block.dots(before, Workers.caller());
    double[] sum = new double[atEnds.length / 2];
    addRows(atEnds, 0, 1, sum);
    for (double[] dots : residualDots) {
      addRows(dots, 0, dots.length / sum.length, sum);
    }
    addRows(atEnds, sum.length, 1, sum);
    return sum;
  }

  /** The opening's candidate weights. */
  double[] opening() {
    return block.candidateLayer(OPENING);
  }

  /** The classification's candidate weights. */
  double[] classification() {
    return block.candidateLayer(CLASSIFICATION);
  }

  /** The opening's part of the gradient at the accepted weights. */
  double[] openingGradient() {
    return block.gradientLayer(OPENING);
  }

  /** The classification's part of the gradient at the accepted weights. */
  double[] classificationGradient() {
    return block.gradientLayer(CLASSIFICATION);
  }

  private static void addRows(double[] dots, int from, int rows, double[] sum) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += dots[from + row * sum.length + i];
      }
    }
  }

  private static double[] joined(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
