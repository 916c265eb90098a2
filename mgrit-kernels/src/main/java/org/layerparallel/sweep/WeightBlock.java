package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.Arrays;
import org.layerparallel.linalg.Gemm;
import org.layerparallel.linalg.Workers;

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
 * @param averages running averages of gradients, where the weights move along these; none before the first move
 */
public record WeightBlock(
    int[] offsets,
    double[] weights,
    double[] candidate,
    double[] gradient,
    double[][] steps,
    double[][] changes,
    double[][] averages)
    implements Serializable {

  private static final double[][] NONE = {};

  /** Weights of a piece, of which a handful of vectors stay in cache. */
  private static final int PIECE = 1 << 12;

  /**
   * What the optimizer remembers from here on. With a block's first gradient, all of its pairs stay and none is added.
   *
   * @param kept which of the present pairs stay, increasing
   * @param remember whether the step to the new weights and the change of the gradient are added
   */
  public record Memory(int[] kept, boolean remember) implements Serializable {}

  /** Weights without a past. */
  public static WeightBlock of(int[] offsets, double[] weights) {
    return new WeightBlock(offsets, weights, weights, null, NONE, NONE, NONE);
  }

  /** Weights of {@code layers} layers of the same size, without a past. */
  public static WeightBlock ofEqualLayers(int layers, int size, double[] weights) {
    int[] offsets = new int[layers + 1];
    Arrays.setAll(offsets, n -> n * size);
    return of(offsets, weights);
  }

  /** The candidate as weights before their first gradient, of the past the pairs {@code kept} alone, increasing. */
  public WeightBlock restarted(int[] kept) {
    return new WeightBlock(
        offsets, candidate, candidate, null, pick(steps, kept), pick(changes, kept), NONE);
  }

  /** Weights before their first gradient, with pairs of a coarser network. */
  WeightBlock withPairs(double[][] someSteps, double[][] someChanges) {
    return new WeightBlock(offsets, weights, candidate, null, someSteps, someChanges, NONE);
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

  /**
   * This block with the candidate that {@code trial} describes.
   *
   * @param workers threads to share the weights
   */
  public WeightBlock tried(Trial trial, Workers workers) {
    if (trial.step() == 0) {
      return new WeightBlock(offsets, weights, weights, gradient, steps, changes, averages);
    }
    double[][] vectors = basis(pick(steps, trial.pairs()), pick(changes, trial.pairs()));
    double[] next = new double[weights.length];
    inPieces(
        workers,
        (at, count) -> {
          System.arraycopy(weights, at, next, at, count);
          for (int i = 0; i < vectors.length; i++) {
            Gemm.addScaled(count, -trial.step() * trial.coefficients()[i], vectors[i], next, at);
          }
        });
    return new WeightBlock(offsets, weights, next, gradient, steps, changes, averages);
  }

  /**
   * This block with the candidate that {@code move} leads to, and the averages with the gradient in them.
   *
   * @param workers threads to share the weights
   */
  public WeightBlock moved(Move move, Workers workers) {
    double[] next = weights.clone();
    double[][] with = new double[move.rule().averages()][];
    Arrays.setAll(with, i -> averages.length == 0 ? new double[weights.length] : averages[i].clone());
    inPieces(
        workers,
        (at, count) ->
            move.rule().move(move.rate(), move.number(), gradient, with, next, at, count));
    return new WeightBlock(offsets, weights, next, gradient, steps, changes, with);
  }

  /**
   * The candidate becomes the weights.
   *
   * @param newGradient gradient at the candidate
   * @param memory which pairs stay, and whether the new one is added to them
   * @param workers threads to share the weights
   */
  public WeightBlock accepted(double[] newGradient, Memory memory, Workers workers) {
    if (gradient == null) {
      return new WeightBlock(offsets, candidate, candidate, newGradient, steps, changes, averages);
    }
    double[][] keptSteps = pick(steps, memory.kept());
    double[][] keptChanges = pick(changes, memory.kept());
    if (memory.remember()) {
      keptSteps = append(keptSteps, difference(candidate, weights, workers));
      keptChanges = append(keptChanges, difference(newGradient, gradient, workers));
    }
    return new WeightBlock(
        offsets, candidate, candidate, newGradient, keptSteps, keptChanges, averages);
  }

  /**
   * The dot products that the Gram matrix of (steps, changes, gradient) needs, for each layer: the newest step, the
   * newest change and the gradient, each with all 2 pairs + 1 vectors; without pairs, the gradient with itself. Of a
   * first gradient, with pairs of a coarser network, all vectors with all. A layer is summed piece by piece, so that a
   * piece of each vector is read once.
   *
   * @param before the block that this gradient was accepted from
   * @param workers threads to share the layers
   * @return layers x products
   */
  public double[] dots(WeightBlock before, Workers workers) {
    int pairs = pairs();
    double[][] basis = basis(steps, changes);
    double[][] rows =
        before.gradient == null || pairs == 0
            ? basis
            : new double[][] {steps[pairs - 1], changes[pairs - 1], gradient};
    int products = rows.length * basis.length;
    double[] dots = new double[layers() * products];
    workers.share(
        layers(),
        (worker, from, to) -> {
          for (int n = from; n < to; n++) {
            for (int at = offsets[n]; at < offsets[n + 1]; at += PIECE) {
              int count = Math.min(PIECE, offsets[n + 1] - at);
              for (int i = 0; i < basis.length; i++) {
                for (int row = 0; row < rows.length; row++) {
                  dots[n * products + row * basis.length + i] +=
                      Gemm.dot(count, rows[row], at, basis[i], at);
                }
              }
            }
          }
        });
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

  /** Steps, changes, gradient. */
  private double[][] basis(double[][] someSteps, double[][] someChanges) {
    double[][] basis = Arrays.copyOf(someSteps, someSteps.length + someChanges.length + 1);
    System.arraycopy(someChanges, 0, basis, someSteps.length, someChanges.length);
    basis[basis.length - 1] = gradient;
    return basis;
  }

  private interface PieceWork {
    void run(int at, int count);
  }

  /** Runs {@code work} on all weights, in pieces that stay in cache while many vectors pass. */
  private void inPieces(Workers workers, PieceWork work) {
    int length = weights.length;
    workers.share(
        (length + PIECE - 1) / PIECE,
        (worker, from, to) -> {
          for (int piece = from; piece < to; piece++) {
            work.run(piece * PIECE, Math.min(PIECE, length - piece * PIECE));
          }
        });
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

  private double[] difference(double[] a, double[] b, Workers workers) {
    double[] difference = new double[a.length];
    inPieces(
        workers,
        (at, count) -> {
          for (int i = at; i < at + count; i++) {
            difference[i] = a[i] - b[i];
          }
        });
    return difference;
  }
}
