package org.layerparallel.train;

import org.layerparallel.linalg.Gemm;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Classification;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.Opening;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.sweep.Trial;
import org.layerparallel.sweep.WeightBlock;

/**
 * The two ends of the network, opening and classification, which the driver keeps with the data: they are small, and the
 * states they touch are C-points, which the driver has anyway. So neither features nor labels ever travel.
 */
final class EndLayers {

  private static final int OPENING = 0;
  private static final int CLASSIFICATION = 1;

  private final Regularization regularization;
  private final Opening opening;
  private final Classification classification;
  private WeightBlock block;

  EndLayers(
      Network network,
      Tiling tiling,
      Regularization regularization,
      Examples training,
      Examples validation,
      Weights weights) {
    this.regularization = regularization;
    double[] features =
        tiling.toBlock(network.features(), training.features(), validation.features());
    int[] labels = new int[tiling.examples()];
    System.arraycopy(training.labels(), 0, labels, 0, training.count());
    System.arraycopy(validation.labels(), 0, labels, training.count(), validation.count());
    this.opening = new Opening(network, tiling, features);
    this.classification = new Classification(network, tiling, labels);
    reset(weights.opening(), weights.classification());
  }

  /** Keeps the present weights and forgets the optimizer's past. */
  void forgetPast() {
    reset(openingWeights(), classificationWeights());
  }

  void propose(Trial trial) {
    block = block.tried(trial);
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
    int size = classificationWeights().length;
    return classification.differentiate(classificationWeights(), lastState, new double[size]);
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
   * @return dot products of opening and classification, see {@link WeightBlock#dots}
   */
  double[] accept(double[] lastState, double[] firstAdjoint, WeightBlock.Memory memory) {
    double[] atOpening = opening.gradient(openingWeights(), firstAdjoint);
    double[] atClassification = new double[classificationWeights().length];
    classification.differentiate(classificationWeights(), lastState, atClassification);
    double[] gradient = new double[atOpening.length + atClassification.length];
    System.arraycopy(atOpening, 0, gradient, 0, atOpening.length);
    System.arraycopy(atClassification, 0, gradient, atOpening.length, atClassification.length);
    Gemm.addScaled(
        atOpening.length, regularization.tikhonov(), block.candidate(), 0, gradient, 0);
    Gemm.addScaled(
        atClassification.length,
        regularization.classification(),
        block.candidate(),
        atOpening.length,
        gradient,
        atOpening.length);
    block = block.accepted(gradient, memory);
    return block.dots();
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

  private void reset(double[] atOpening, double[] atClassification) {
    double[] weights = new double[atOpening.length + atClassification.length];
    System.arraycopy(atOpening, 0, weights, 0, atOpening.length);
    System.arraycopy(atClassification, 0, weights, atOpening.length, atClassification.length);
    block = WeightBlock.of(new int[] {0, atOpening.length, weights.length}, weights);
  }
}
