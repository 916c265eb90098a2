package org.layerparallel.sweep;

import java.util.function.Supplier;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.mgrit.CoarsePropagator;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.Network;
import org.layerparallel.network.ResidualLayer;

/**
 * The state's step from C-point i to C-point j: one Euler step over all layers between them, with the weights at its left
 * end.
 */
public final class CoarseStatePropagator implements CoarsePropagator {

  private final TimeGrid cPoints;
  private final Tiling tiling;
  private final double h;
  private final Supplier<double[][]> weights;
  private final ResidualLayer layer;
  private int examples;

  /**
   * @param cPoints C-points of the finest level
   * @param weights present weights of the layer at each C-point
   */
  public CoarseStatePropagator(
      Network network, Tiling tiling, TimeGrid cPoints, Supplier<double[][]> weights) {
    this.cPoints = cPoints;
    this.tiling = tiling;
    this.h = network.h();
    this.weights = weights;
    this.layer = new ResidualLayer(network, tiling.tile());
  }

  @Override
  public void prepare(int tile) {
    examples = tiling.size(tile);
  }

  @Override
  public void step(int from, int to, double[] in, double[] out) {
    double step = (cPoints.layer(to) - cPoints.layer(from)) * h;
    layer.step(step, weights.get()[from], 0, in, out, examples);
  }
}
