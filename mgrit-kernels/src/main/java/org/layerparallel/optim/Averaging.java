package org.layerparallel.optim;

import java.io.Serializable;

/**
 * Directions of running averages of gradients, entry by entry. They need no dot products and no objective, so the
 * gradients may be those of some of the examples, others each time.
 */
public sealed interface Averaging extends Direction, Serializable permits Momentum, Adam {

  /** Number of averages, each as long as the weights; zero before the first move. */
  int averages();

  /**
   * One move of {@code count} weights, from entry {@code at} on in each vector.
   *
   * @param rate length of the step
   * @param number of the move since the averages were zero, from 1
   * @param gradient at the weights, read
   * @param averages those before, added to: those with this gradient
   * @param weights moved
   */
  void move(
      double rate,
      int number,
      double[] gradient,
      double[][] averages,
      double[] weights,
      int at,
      int count);
}
