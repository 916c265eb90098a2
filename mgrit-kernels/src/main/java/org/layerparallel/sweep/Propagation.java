package org.layerparallel.sweep;

import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;
import org.layerparallel.network.ResidualLayer;

/**
 * Propagation over the coarse intervals of one layer interval, tile by tile: Psi of the state, its adjoint, and the
 * gradient. F-points live in buffers as long as a tile passes and are never stored: the adjoint sweeps recompute the
 * states they need, which costs no product more than keeping them would, as the slopes come with the states.
 */
final class Propagation {

  private final IntervalPlan plan;
  private final Tiling tiling;
  private final double[] theta;
  private final int layerSize;
  private final int width;
  private final double h;
  private final ResidualLayer layer;

  /** States before the layers of a coarse interval, and the slopes in them: layer, then tile. */
  private final double[] states;

  private final double[] slopes;
  private final double[] adjoint;
  private final int tileLength;

  Propagation(LayerInterval interval, boolean backward) {
    plan = interval.plan();
    tiling = plan.tiling();
    theta = interval.block().candidate();
    Network network = plan.network();
    layerSize = network.residualShape().size();
    width = network.width();
    h = network.h();
    layer = new ResidualLayer(network, tiling.tile());
    tileLength = width * tiling.tile();
    int kept = backward ? plan.longestCoarseInterval() : 0;
    states = new double[(kept + 1) * tileLength];
    slopes = new double[kept * tileLength];
    adjoint = new double[tileLength];
  }

  /**
   * {@code Psi_j(u)} of coarse interval j, over all examples.
   *
   * @param u block, width x examples
   */
  double[] state(int j, double[] u) {
    double[] out = new double[tiling.blockLength(width)];
    for (int t = 0; t < tiling.tiles(); t++) {
      int at = tiling.start(t) * width;
      double[] from = u;
      for (int n = plan.bounds()[j]; n < plan.bounds()[j + 1]; n++) {
        layer.step(h, theta, weightsAt(n), from, at, out, at, tiling.size(t));
        from = out;
      }
    }
    return out;
  }

  /**
   * {@code Psi*_j(lambda)} of coarse interval j, over the training examples.
   *
   * @param u state at the interval's left end, block of width x examples
   * @param lambda adjoint at its right end, block of width x training
   */
  double[] adjoint(int j, double[] u, double[] lambda) {
    double[] out = new double[tiling.trainingLength(width)];
    for (int t = 0; t < tiling.trainingTiles(); t++) {
      int at = tiling.start(t) * width;
      int n = tiling.size(t);
      recompute(j, u, at, n);
      double[] from = lambda;
      for (int i = layersIn(j) - 1; i >= 0; i--) {
        int weights = weightsAt(plan.bounds()[j] + i);
        layer.adjointStep(h, theta, weights, slopes, i * tileLength, from, at, out, at, n);
        from = out;
      }
    }
    return out;
  }

  /**
   * Adds the loss's gradient by the weights of coarse interval j.
   *
   * @param lambda adjoint at the interval's right end, for all its layers but the first
   * @param lambdaOfFirst the same for its first layer; {@code lambda} itself unless the rule says otherwise
   * @param gradient of the whole layer interval, added to
   */
  void addGradient(
      int j, double[] u, double[] lambda, double[] lambdaOfFirst, double[] gradient) {
    for (int t = 0; t < tiling.trainingTiles(); t++) {
      int at = tiling.start(t) * width;
      int n = tiling.size(t);
      recompute(j, u, at, n);
      if (lambdaOfFirst == lambda) {
        addGradient(j, lambda, at, n, 0, layersIn(j), gradient);
      } else {
        addGradient(j, lambda, at, n, 1, layersIn(j), gradient);
        addGradient(j, lambdaOfFirst, at, n, 0, 1, gradient);
      }
    }
  }

  /** Steps the adjoint from the right end, adding the gradient of layers {@code from} to before {@code to}. */
  private void addGradient(
      int j, double[] lambda, int at, int n, int from, int to, double[] gradient) {
    System.arraycopy(lambda, at, adjoint, 0, width * n);
    for (int i = layersIn(j) - 1; i >= from; i--) {
      int weights = weightsAt(plan.bounds()[j] + i);
      int buffer = i * tileLength;
      if (i < to) {
        layer.addGradient(h, slopes, buffer, adjoint, 0, states, buffer, n, gradient, weights);
      }
      if (i > from) {
        layer.adjointStep(h, theta, weights, slopes, buffer, adjoint, 0, adjoint, 0, n);
      }
    }
  }

  private void recompute(int j, double[] u, int at, int n) {
    System.arraycopy(u, at, states, 0, width * n);
    for (int i = 0; i < layersIn(j); i++) {
      int weights = weightsAt(plan.bounds()[j] + i);
      int from = i * tileLength;
      layer.stepWithSlope(
          h, theta, weights, states, from, states, from + tileLength, slopes, from, n);
    }
  }

  private int layersIn(int j) {
    return plan.bounds()[j + 1] - plan.bounds()[j];
  }

  private int weightsAt(int layerNumber) {
    return (layerNumber - plan.firstLayer()) * layerSize;
  }
}
