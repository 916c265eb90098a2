package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.Arrays;
import org.layerparallel.linalg.Gemm;

/**
 * The weights of some consecutive layers with what the optimizer remembers of them: the piece of every optimizer vector
 * that belongs to these layers. Vector-free L-BFGS (Chen, Wang and Zhou, NIPS 2014) needs nothing from outside but a few
 * coefficients, and nothing goes out but dot products, layer by layer, so that their sums do not depend on how the
 * layers are cut. Never modified.
 *
 * @param offsets where each layer begins, and at the end where the last one ends
 * @param weights weights at which {@code gradient} was taken
 * @param candidate weights under trial; what the state is propagated with
 * @param gradient objective's gradient at {@code weights}; null before the first
 * @param steps differences s of successive weights, oldest first
 * @param changes differences y of successive gradients, oldest first
 */
public record WeightBlock(
    int[] offsets,
    double[] weights,
    double[] candidate,
    double[] gradient,
    double[][] steps,
    double[][] changes)
    implements Serializable {

  private static final double[][] NONE = {};

  /**
   * What the optimizer remembers from here on.
   *
   * @param kept which of the present pairs stay, increasing
   * @param remember whether the step to the new weights and the change of the gradient are added
   */
  public record Memory(int[] kept, boolean remember) implements Serializable {}

  /** Weights without a past. */
  public static WeightBlock of(int[] offsets, double[] weights) {
    return new WeightBlock(offsets, weights, weights, null, NONE, NONE);
  }

  /** Weights of {@code layers} layers of the same size, without a past. */
  public static WeightBlock ofEqualLayers(int layers, int size, double[] weights) {
    int[] offsets = new int[layers + 1];
    Arrays.setAll(offsets, n -> n * size);
    return of(offsets, weights);
  }

  /** Number of layers. */
  public int layers() {
    return offsets.length - 1;
  }

  /** Number of pairs remembered. */
  public int pairs() {
    return steps.length;
  }

  /** The candidate's weights of one layer, a copy. */
  public double[] candidateLayer(int layer) {
    return Arrays.copyOfRange(candidate, offsets[layer], offsets[layer + 1]);
  }

  /** The gradient by one layer's weights, a copy. */
  public double[] gradientLayer(int layer) {
    return Arrays.copyOfRange(gradient, offsets[layer], offsets[layer + 1]);
  }

  /** This block with the candidate that {@code trial} describes. */
  public WeightBlock tried(Trial trial) {
    if (trial.step() == 0) {
      return new WeightBlock(offsets, weights, weights, gradient, steps, changes);
    }
    double[] next = weights.clone();
    int used = trial.pairs().length;
    addCombination(pick(steps, trial.pairs()), trial, 0, next);
    addCombination(pick(changes, trial.pairs()), trial, used, next);
    addCombination(new double[][] {gradient}, trial, 2 * used, next);
    return new WeightBlock(offsets, weights, next, gradient, steps, changes);
  }

  /**
   * The candidate becomes the weights.
   *
   * @param newGradient gradient at the candidate
   * @param memory which pairs stay, and whether the new one is added to them
   */
  public WeightBlock accepted(double[] newGradient, Memory memory) {
    double[][] keptSteps = pick(steps, memory.kept());
    double[][] keptChanges = pick(changes, memory.kept());
    if (gradient != null && memory.remember()) {
      keptSteps = append(keptSteps, difference(candidate, weights));
      keptChanges = append(keptChanges, difference(newGradient, gradient));
    }
    return new WeightBlock(
        offsets, candidate, candidate, newGradient, keptSteps, keptChanges);
  }

  /**
   * The dot products that an update of the Gram matrix of (steps, changes, gradient) needs, for each layer: the newest
   * step, the newest change and the gradient, each with all 2 pairs + 1 vectors. Without pairs, the gradient with itself.
   *
   * @return layers x products
   */
  public double[] dots() {
    int pairs = pairs();
    int basis = 2 * pairs + 1;
    double[][] rows =
        pairs == 0
            ? new double[][] {gradient}
            : new double[][] {steps[pairs - 1], changes[pairs - 1], gradient};
    double[] dots = new double[layers() * rows.length * basis];
    int at = 0;
    for (int n = 0; n < layers(); n++) {
      int from = offsets[n];
      int size = offsets[n + 1] - from;
      for (double[] row : rows) {
        for (int i = 0; i < basis; i++) {
          dots[at++] = Gemm.dot(size, row, from, vector(i), from);
        }
      }
    }
    return dots;
  }

  /** Squared 2-norm of the candidate, layer by layer. */
  public double[] squares() {
    double[] squares = new double[layers()];
    for (int n = 0; n < squares.length; n++) {
      int size = offsets[n + 1] - offsets[n];
      squares[n] = Gemm.dot(size, candidate, offsets[n], candidate, offsets[n]);
    }
    return squares;
  }

  private double[] vector(int i) {
    int pairs = pairs();
    return i < pairs ? steps[i] : i < 2 * pairs ? changes[i - pairs] : gradient;
  }

  private static void addCombination(double[][] vectors, Trial trial, int first, double[] sum) {
    for (int i = 0; i < vectors.length; i++) {
      double factor = -trial.step() * trial.coefficients()[first + i];
      Gemm.addScaled(sum.length, factor, vectors[i], 0, sum, 0);
    }
  }

  private static double[][] pick(double[][] vectors, int[] kept) {
    double[][] picked = new double[kept.length][];
    Arrays.setAll(picked, i -> vectors[kept[i]]);
    return picked;
  }

  private static double[][] append(double[][] vectors, double[] last) {
    double[][] longer = Arrays.copyOf(vectors, vectors.length + 1);
    longer[vectors.length] = last;
    return longer;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }
}
