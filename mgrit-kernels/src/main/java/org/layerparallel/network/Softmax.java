package org.layerparallel.network;

/**
 * Probabilities {@code p_c = exp(s_c) / sum_k exp(s_k)} of the scores s of one example, and the cross-entropy
 * {@code -log p_c}. Both are computed from differences to the largest score, so that nothing overflows. The scores of an
 * example are every {@code step}-th number: 1 where examples lie one after the other, the number of examples in a block
 * of classes x examples.
 */
public final class Softmax {

  private Softmax() {}

  /**
   * The class of the largest score, the lowest of several.
   *
   * @param scores read
   * @param at where the example's first score is
   * @param step from one of its scores to the next
   * @param classes number of scores
   */
  public static int largest(double[] scores, int at, int step, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = scores[at + c * step] > scores[at + best * step] ? c : best;
    }
    return best;
  }

  /**
   * Turns scores into probabilities.
   *
   * @param scores written
   * @param at where the example's first score is
   * @param step from one of its scores to the next
   * @param classes number of scores
   */
  public static void probabilities(double[] scores, int at, int step, int classes) {
    double largest = scores[at + largest(scores, at, step, classes) * step];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      scores[at + c * step] = Math.exp(scores[at + c * step] - largest);
      sum += scores[at + c * step];
    }
    for (int c = 0; c < classes; c++) {
      scores[at + c * step] /= sum;
    }
  }

  /**
   * The cross-entropy of the example's true class.
   *
   * @param scores read
   * @param at where the example's first score is
   * @param step from one of its scores to the next
   * @param classes number of scores
   * @param label the true class
   */
  public static double crossEntropy(double[] scores, int at, int step, int classes, int label) {
    double largest = scores[at + largest(scores, at, step, classes) * step];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(scores[at + c * step] - largest);
    }
    // Not log(sum) + largest, in which the logarithm could get lost.
    return Math.log(sum) + (largest - scores[at + label * step]);
  }
}
