package org.layerparallel.network;

import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;

/**
 * The classes a network tells of examples, by serial propagation. A tile of examples at a time runs through all
 * layers, so the memory needed is that of a tile for each thread, however many examples there are.
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
    int width = examples.featureCount();
    if (width != network.features()) {
      throw new IllegalArgumentException(
          "examples have " + width + " features, the network " + network.features());
    }
    return classes(
        examples.count(),
        (example, features) -> System.arraycopy(examples.features(), example * width, features, 0, width),
        workers);
  }

  /**
   * The same for so many examples, whose features are read when they are needed.
   *
   * @param count number of examples
   */
  public int[] classes(int count, Features examples, Workers workers) {
    int[] classes = new int[count];
    if (count > 0) {
      Tiling tiling = Tiling.forChannels(network.width(), count, 0);
      workers.share(
          tiling.tiles(),
          (worker, fromTile, toTile) -> {
            ResidualLayer layer = new ResidualLayer(network, tiling.tile());
            double[] scores = new double[network.classes() * tiling.tile()];
            for (int t = fromTile; t < toTile; t++) {
              double[] features = tile(examples, tiling.start(t), tiling.size(t));
              double[] state = propagate(layer, features, tiling.size(t));
              classify(state, tiling.size(t), scores, classes, tiling.start(t));
            }
          });
    }
    return classes;
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

  /** u_N of n examples: width x n. */
  private double[] propagate(ResidualLayer layer, double[] features, int n) {
    double[] state = new Opening(network, new Tiling(n, 0, n), features).apply(weights.opening());
    int size = network.residualShape().size();
    for (int l = 0; l < network.layers(); l++) {
      layer.step(network.h(), weights.residual(), l * size, state, state, n);
    }
    return state;
  }

  private void classify(double[] state, int n, double[] scores, int[] classes, int start) {
    Dense.affine(network.classificationShape(), weights.classification(), 0, state, 0, n, scores);
    for (int e = 0; e < n; e++) {
      classes[start + e] = Classification.largest(scores, network.classes(), e, n);
    }
  }
}
