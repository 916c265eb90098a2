package org.layerparallel.network;

/**
 * Probabilities {@code p_c = exp(s_c) / sum_k exp(s_k)} of the scores s of one example, and the cross-entropy
 * {@code -log p_c}. Both are computed from differences to the largest score, so that nothing overflows.
 */
public final class Softmax {

  private Softmax() {}

  /**
   * The class of the largest score, the lowest of several.
   *
   * @param scores read; those of the example begin at {@code at}
   * @param classes number of scores
   */
  public static int largest(double[] scores, int at, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = scores[at + c] > scores[at + best] ? c : best;
    }
    return best;
  }

  /**
   * Turns scores into probabilities.
   *
   * @param scores written; those of the example begin at {@code at}
   * @param classes number of scores
   */
  public static void probabilities(double[] scores, int at, int classes) {
    double largest = scores[at + largest(scores, at, classes)];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      scores[at + c] = Math.exp(scores[at + c] - largest);
      sum += scores[at + c];
    }
    for (int c = 0; c < classes; c++) {
      scores[at + c] /= sum;
    }
  }

  /**
   * The cross-entropy of the example's true class.
   *
   * @param scores read; those of the example begin at {@code at}
   * @param classes number of scores
   * @param label the true class
   */
  public static double crossEntropy(double[] scores, int at, int classes, int label) {
    double largest = scores[at + largest(scores, at, classes)];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(scores[at + c] - largest);
    }
    // Not log(sum) + largest, in which the logarithm could get lost.
    return Math.log(sum) + (largest - scores[at + label]);
  }
}
