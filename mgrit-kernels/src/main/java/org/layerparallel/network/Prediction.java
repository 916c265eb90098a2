package org.layerparallel.network;

import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;

/**
 * The classes and scores a network tells of examples, and their states on the way, by serial propagation. A tile of
 * examples at a time runs through all layers, so the memory needed besides results is that of a tile for each thread.
 */
public final class Prediction {

  private final Network network;
  private final Weights weights;

  /** Where features come from; asked by several threads at once. */
  @FunctionalInterface
  public interface Features {

    /**
     * The features of an example.
     *
     * @param features one example, written from 0
     */
    void read(int example, double[] features);
  }

  /**
   * @param network that predicts
   * @param weights its weights
   * @throws IllegalArgumentException if they are another network's
   */
  public Prediction(Network network, Weights weights) {
    this.network = network;
    this.weights = weights.requireFit(network);
  }

  /**
   * The class of each example, the lowest of several that have the largest score.
   *
   * @param workers threads that share the tiles
   */
  public int[] classes(Examples examples, Workers workers) {
    return classes(examples.count(), features(examples), workers);
  }

  /**
   * The states of examples after some of the layers.
   *
   * @param after numbers of residual layers, ascending, each in 0 .. N; after 0 of them the state is the opening's
   * @return for each of {@code after} the states, examples x width, one example after the other
   */
  public double[][] states(Examples examples, int[] after, Workers workers) {
    requireLayers(after);
    Features source = features(examples);
    int width = network.width();
    double[][] states = new double[after.length][width * examples.count()];
    if (examples.count() == 0) {
      return states;
    }
    Tiling tiling = Tiling.forChannels(width, examples.count(), 0);
    workers.share(
        tiling.tiles(),
        (worker, fromTile, toTile) -> {
          ResidualLayer layer = new ResidualLayer(network, tiling.tile());
          for (int t = fromTile; t < toTile; t++) {
            int n = tiling.size(t);
            double[] state = opened(tile(source, tiling.start(t), n), n);
            for (int k = 0; k < after.length; k++) {
              propagate(layer, state, n, k == 0 ? 0 : after[k - 1], after[k]);
              transpose(state, width, n, states[k], tiling.start(t) * width);
            }
          }
        });
    return states;
  }

  private Features features(Examples examples) {
    int count = examples.featureCount();
    if (count != network.features()) {
      throw new IllegalArgumentException(
          "examples have " + count + " features, the network " + network.features());
    }
    return (example, features) -> System.arraycopy(examples.features(), example * count, features, 0, count);
  }

  private void requireLayers(int[] after) {
    for (int k = 0; k < after.length; k++) {
      int least = k == 0 ? 0 : after[k - 1];
      if (after[k] < least || after[k] > network.layers()) {
        throw new IllegalArgumentException(
            "after[" + k + "]=" + after[k] + ", must be in " + least + " .. " + network.layers());
      }
    }
  }

  /**
   * The same for so many examples, whose features are read when they are needed.
   *
   * @param count number of examples
   */
  public int[] classes(int count, Features examples, Workers workers) {
    int[] classes = new int[count];
    forEachTile(
        count,
        examples,
        workers,
        (scores, start, n) -> {
          for (int e = 0; e < n; e++) {
            classes[start + e] = Softmax.largest(scores, e, n, network.classes());
          }
        });
    return classes;
  }

  /**
   * The scores {@code K_c u_N + b_c} of each example, which {@link Softmax} turns into probabilities.
   *
   * @param workers threads that share the tiles
   * @return examples x classes, one example after the other
   */
  public double[] scores(Examples examples, Workers workers) {
    return scores(examples.count(), features(examples), workers);
  }

  /**
   * The same for so many examples, whose features are read when they are needed.
   *
   * @param count number of examples
   */
  public double[] scores(int count, Features examples, Workers workers) {
    int classes = network.classes();
    double[] all = new double[Math.multiplyExact(count, classes)];
    forEachTile(
        count,
        examples,
        workers,
        (scores, start, n) -> transpose(scores, classes, n, all, start * classes));
    return all;
  }

  /** What is done with the scores of a tile. */
  private interface TileScores {

    /**
     * @param scores classes x n, good until this returns
     * @param start first example of the tile
     */
    void take(double[] scores, int start, int n);
  }

  private void forEachTile(int count, Features examples, Workers workers, TileScores taker) {
    if (count == 0) {
      return;
    }
    Tiling tiling = Tiling.forChannels(network.width(), count, 0);
    workers.share(
        tiling.tiles(),
        (worker, fromTile, toTile) -> {
          ResidualLayer layer = new ResidualLayer(network, tiling.tile());
          double[] scores = new double[network.classes() * tiling.tile()];
          for (int t = fromTile; t < toTile; t++) {
            int n = tiling.size(t);
            double[] state = opened(tile(examples, tiling.start(t), n), n);
            propagate(layer, state, n, 0, network.layers());
            Dense.affine(network.classificationShape(), weights.classification(), 0, state, 0, n, scores);
            taker.take(scores, tiling.start(t), n);
          }
        });
  }

  /** Features of n examples from {@code start}: features x n. */
  private double[] tile(Features examples, int start, int n) {
    double[] one = new double[network.features()];
    double[] tile = new double[one.length * n];
    for (int e = 0; e < n; e++) {
      examples.read(start + e, one);
      for (int i = 0; i < one.length; i++) {
        tile[i * n + e] = one[i];
      }
    }
    return tile;
  }

  /** u_0 of n examples: width x n. */
  private double[] opened(double[] features, int n) {
    return new Opening(network, new Tiling(n, 0, n), features).apply(weights.opening());
  }

  /** From the state before layer {@code from} to that before layer {@code to}, in place. */
  private void propagate(ResidualLayer layer, double[] state, int n, int from, int to) {
    int size = network.residualShape().size();
    for (int l = from; l < to; l++) {
      layer.step(network.h(), weights.residual(), l * size, state, state, n);
    }
  }

  /** From channels x n to n x channels, written from {@code at}. */
  private static void transpose(double[] block, int channels, int n, double[] out, int at) {
    for (int e = 0; e < n; e++) {
      for (int i = 0; i < channels; i++) {
        out[at + e * channels + i] = block[i * n + e];
      }
    }
  }
}
