package org.layerparallel.sweep;

import java.util.function.Supplier;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.mgrit.CoarsePropagator;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.Network;
import org.layerparallel.network.ResidualLayer;

/**
 * The adjoint's step from C-point j back to C-point i: the adjoint of the Euler step over all layers between them, with
 * the weights and the finest level's state at its left end, i.
 */
public final class CoarseAdjointPropagator implements CoarsePropagator {

  private final TimeGrid cPoints;
  private final Tiling tiling;
  private final int width;
  private final double h;
  private final Supplier<double[][]> weights;
  private final Supplier<double[][]> states;
  private final ResidualLayer layer;

  /** Slopes at each C-point, on the tile prepared for; the same for all steps from there. */
  private final double[][] slopes;

  private int examples;

  /**
   * @param cPoints C-points of the finest level
   * @param weights present weights of the layer at each C-point
   * @param states present states at the C-points, blocks of width x examples
   */
  public CoarseAdjointPropagator(
      Network network,
      Tiling tiling,
      TimeGrid cPoints,
      Supplier<double[][]> weights,
      Supplier<double[][]> states) {
    this.cPoints = cPoints;
    this.tiling = tiling;
    this.width = network.width();
    this.h = network.h();
    this.weights = weights;
    this.states = states;
    this.layer = new ResidualLayer(network, tiling.tile());
    this.slopes = new double[cPoints.steps()][width * tiling.tile()];
  }

  @Override
  public void prepare(int tile) {
    examples = tiling.size(tile);
    int at = tiling.start(tile) * width;
    for (int j = 0; j < slopes.length; j++) {
      layer.slope(weights.get()[j], 0, states.get()[j], at, slopes[j], examples);
    }
  }

  @Override
  public void step(int from, int to, double[] in, double[] out) {
    double step = (cPoints.layer(from) - cPoints.layer(to)) * h;
    layer.adjointStep(step, weights.get()[to], 0, slopes[to], in, out, examples);
  }
}
