package org.layerparallel.network;

import java.io.Serializable;
import org.layerparallel.linalg.Tiling;

/**
 * The classification layer on blocks: softmax of {@code K_c u_N + b_c} and the mean cross-entropy over the training
 * examples, {@code sum_e w_e loss_e / sum_e w_e} with the examples' weights w and losses by {@link Softmax}. Accuracies
 * are weighted likewise. Holds labels and weights; not for use by several threads at once.
 */
public final class Classification {

  private final DenseShape shape;
  private final Tiling tiling;
  private final Labels labels;
  private final double[] scores;

  /**
   * What the classification makes of a final state.
   *
   * @param loss weighted mean cross-entropy over the training examples
   * @param trainAccuracy in [0, 1]
   * @param validationAccuracy in [0, 1]; NaN without validation examples
   */
  public record Outcome(double loss, double trainAccuracy, double validationAccuracy) {}

  /**
   * The sums of which an {@link Outcome} is made; those of several example blocks are added.
   *
   * @param loss weighted sum of the cross-entropies of the training examples
   * @param trainHits sum of the weights of those that are told rightly
   * @param validationHits the same of the validation examples
   */
  public record Tally(double loss, double trainHits, double validationHits) implements Serializable {

    /** These and the sums over other examples. */
    public Tally plus(Tally other) {
      return new Tally(loss + other.loss, trainHits + other.trainHits, validationHits + other.validationHits);
    }

    /** The means over a data set. */
    public Outcome over(Labels.Totals totals) {
      return new Outcome(
          loss / totals.training(), trainHits / totals.training(), validationHits / totals.validation());
    }
  }

  /**
   * @param network whose classification layer
   * @param tiling layout of all blocks
   * @param labels of the examples
   * @throws IllegalArgumentException if there is not a label for each example, or one is not a class of the network
   */
  public Classification(Network network, Tiling tiling, Labels labels) {
    labels.requireFit(network, tiling);
    this.shape = network.classificationShape();
    this.tiling = tiling;
    this.labels = labels;
    this.scores = new double[shape.outputs() * tiling.tile()];
  }

  /**
   * Loss and hits.
   *
   * @param theta the classification's weights
   * @param state u_N, block, width x examples
   */
  public Tally evaluate(double[] theta, double[] state) {
    double loss = 0;
    double trainHits = 0;
    double validationHits = 0;
    for (int t = 0; t < tiling.tiles(); t++) {
      int n = tiling.size(t);
      Dense.affine(shape, theta, 0, state, tiling.start(t) * shape.inputs(), n, scores);
      boolean training = t < tiling.trainingTiles();
      for (int e = 0; e < n; e++) {
        int label = labels.classes()[tiling.start(t) + e];
        double weight = labels.weights()[tiling.start(t) + e];
        int best = Softmax.largest(scores, e, n, shape.outputs());
        if (training) {
          loss += weight * Softmax.crossEntropy(scores, e, n, shape.outputs(), label);
          trainHits += best == label ? weight : 0;
        } else {
          validationHits += best == label ? weight : 0;
        }
      }
    }
    return new Tally(loss, trainHits, validationHits);
  }

  /**
   * Derivatives of the loss.
   *
   * @param theta the classification's weights
   * @param state u_N, block, width x examples
   * @param gradient by the weights, added to
   * @return lambda_N, the derivative by the final state: block of the training examples, width x training
   */
  public double[] differentiate(double[] theta, double[] state, double[] gradient) {
    double[] adjoint = new double[tiling.trainingLength(shape.inputs())];
    for (int t = 0; t < tiling.trainingTiles(); t++) {
      int n = tiling.size(t);
      int at = tiling.start(t) * shape.inputs();
      Dense.affine(shape, theta, 0, state, at, n, scores);
      for (int e = 0; e < n; e++) {
        lossSlope(e, n, tiling.start(t) + e);
      }
      Dense.addTransposed(shape, theta, 0, scores, n, adjoint, at);
      Dense.addGradient(shape, scores, state, at, n, gradient, 0);
    }
    return adjoint;
  }

  /** Scores of column e become those of w (softmax - unit vector of the label) / sum of w for {@code example}. */
  private void lossSlope(int e, int n, int example) {
    int label = labels.classes()[example];
    Softmax.probabilities(scores, e, n, shape.outputs());
    for (int c = 0; c < shape.outputs(); c++) {
      double unit = c == label ? 1 : 0;
      scores[c * n + e] = labels.weights()[example] * (scores[c * n + e] - unit) / labels.totals().training();
    }
  }
}
