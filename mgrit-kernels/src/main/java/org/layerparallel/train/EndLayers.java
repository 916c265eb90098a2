package org.layerparallel.train;

import java.util.Arrays;
import org.layerparallel.linalg.Gemm;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Classification;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.Opening;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.sweep.Proposal;
import org.layerparallel.sweep.WeightBlock;

/**
 * The two ends of the network, opening and classification, which the driver keeps with the data: they are small, and
 * the states they touch are C-points, which the driver has anyway. So neither features nor labels ever travel.
 */
final class EndLayers {

  private static final int OPENING = 0;
  private static final int CLASSIFICATION = 1;

  private final Network network;
  private final Tiling tiling;
  private final Regularization regularization;
  private Opening opening;
  private Classification classification;
  private double trainingWeight;
  private double validationWeight;
  private WeightBlock block;

  /** The loss's gradient by the classification's weights; it comes with lambda_N. */
  private double[] classificationLossGradient;

  EndLayers(
      Network network,
      Tiling tiling,
      Regularization regularization,
      Examples training,
      Examples validation,
      WeightBlock block) {
    this.network = network;
    this.tiling = tiling;
    this.regularization = regularization;
    this.block = block;
    show(training, validation);
  }

  /** Turns to other examples, as many as those before. */
  void show(Examples training, Examples validation) {
    double[] features =
        tiling.toBlock(network.features(), training.features(), validation.features());
    int[] labels = new int[tiling.examples()];
    System.arraycopy(training.labels(), 0, labels, 0, training.count());
    System.arraycopy(validation.labels(), 0, labels, training.count(), validation.count());
    double[] weights = joined(training.weights(), validation.weights());
    opening = new Opening(network, tiling, features);
    classification = new Classification(network, tiling, labels, weights);
    trainingWeight = Arrays.stream(training.weights()).sum();
    validationWeight = Arrays.stream(validation.weights()).sum();
  }

  /** Weight of all training examples that are seen. */
  double trainingWeight() {
    return trainingWeight;
  }

  /** Weight of all validation examples that are seen; 0 without any. */
  double validationWeight() {
    return validationWeight;
  }

  /** Opening and classification of {@code weights}, without a past. */
  static WeightBlock block(Weights weights) {
    double[] both = joined(weights.opening(), weights.classification());
    return WeightBlock.of(new int[] {0, weights.opening().length, both.length}, both);
  }

  /**
   * Checks that a block is of opening and classification of {@code network}.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void requireFit(Network network, WeightBlock block) {
    int opening = network.openingSize();
    int[] offsets = {0, opening, opening + network.classificationShape().size()};
    if (!Arrays.equals(block.offsets(), offsets)) {
      throw new IllegalArgumentException(
          "opening and classification end at " + Arrays.toString(block.offsets()) + ", must end at "
              + Arrays.toString(offsets));
    }
  }

  /** Weights of opening and classification with what the optimizer remembers of them. */
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

  /** u_0 at the candidate weights. */
  double[] firstState() {
    return opening.apply(openingWeights());
  }

  Classification.Outcome classify(double[] lastState) {
    return classification.evaluate(classificationWeights(), lastState);
  }

  /** lambda_N at the candidate weights. */
  double[] lastAdjoint(double[] lastState) {
    double[] weights = classificationWeights();
    classificationLossGradient = new double[weights.length];
    return classification.differentiate(weights, lastState, classificationLossGradient);
  }

  /** Tikhonov terms of both layers. */
  double regularizer() {
    double[] squares = block.squares();
    return 0.5
        * (regularization.tikhonov() * squares[OPENING]
            + regularization.classification() * squares[CLASSIFICATION]);
  }

  /**
   * The gradient by both layers' weights at the candidate, which becomes accepted; {@link #lastAdjoint} was called at
   * the same.
   *
   * @param firstAdjoint lambda_0
   * @return dot products of opening and classification, see {@link WeightBlock#dots}
   */
  double[] accept(double[] firstAdjoint, WeightBlock.Memory memory) {
    double[] atOpening = opening.gradient(openingWeights(), firstAdjoint);
    double[] gradient = joined(atOpening, classificationLossGradient);
    Gemm.addScaled(atOpening.length, regularization.tikhonov(), block.candidate(), gradient, 0);
    Gemm.addScaled(
        classificationLossGradient.length,
        regularization.classification(),
        block.candidate(),
        gradient,
        atOpening.length);
    WeightBlock before = block;
    block = before.accepted(gradient, memory, Workers.caller());
    return block.dots(before, Workers.caller());
  }

  double[] openingWeights() {
    return block.candidateLayer(OPENING);
  }

  double[] classificationWeights() {
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

  private static double[] joined(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
