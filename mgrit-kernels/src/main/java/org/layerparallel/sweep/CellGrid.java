package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.Network;
import org.layerparallel.objective.Regularization;

/**
 * How a level is cut into cells, layer interval x example block: the example blocks of the first layer interval, then
 * those of the next one, and so on. A layer interval's weights are alike in all its cells.
 *
 * @param blocks the example blocks
 * @param plans plans of all cells
 */
public record CellGrid(ExampleBlocks blocks, ArrayList<IntervalPlan> plans) implements Serializable {

  /**
   * Cuts a network into at most {@code wanted} layer intervals of nearly the same number of coarse intervals, for each
   * example block.
   *
   * @param cPoints C-points of the finest level
   * @param fPointBytes most bytes that may be spent, over all cells, to keep values at F-points
   */
  public static CellGrid cut(
      Network network,
      ExampleBlocks blocks,
      Regularization regularization,
      TimeGrid cPoints,
      int wanted,
      long fPointBytes) {
    boolean keeps = fPointBytes(network, blocks.whole()) <= fPointBytes;
    int count = Math.min(wanted, cPoints.steps());
    ArrayList<IntervalPlan> plans = new ArrayList<>(count * blocks.count());
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) cPoints.steps() * i / count);
      int to = (int) ((long) cPoints.steps() * (i + 1) / count);
      int[] bounds = cPoints.layers(from, to);
      for (int b = 0; b < blocks.count(); b++) {
        plans.add(
            new IntervalPlan(network, b, blocks.tiling(b), regularization, from, bounds, keeps));
      }
    }
    return new CellGrid(blocks, plans);
  }

  /**
   * The layer intervals as a column sees them, whose examples are some of these.
   *
   * @param number of the column
   * @param tiling layout of its blocks
   */
  CellGrid of(int number, Tiling tiling) {
    ArrayList<IntervalPlan> own = new ArrayList<>(intervals());
    for (int i = 0; i < intervals(); i++) {
      IntervalPlan plan = interval(i);
      own.add(
          new IntervalPlan(
              plan.network(), number, tiling, plan.regularization(), plan.first(), plan.bounds(), false));
    }
    return new CellGrid(new ExampleBlocks(tiling, 1), own);
  }

  /** Bytes it takes, over all cells, to keep states, slopes and adjoints at F-points. */
  public static long fPointBytes(Network network, Tiling tiling) {
    return FPoints.bytes(network, tiling);
  }

  /** Number of layer intervals. */
  public int intervals() {
    return plans.size() / blocks.count();
  }

  /** Layer interval {@code i}, by the plan of its first cell. */
  public IntervalPlan interval(int i) {
    return plans.get(i * blocks.count());
  }

  /** Number of coarse intervals. */
  int coarseIntervals() {
    IntervalPlan end = plans.get(plans.size() - 1);
    return end.first() + end.coarseIntervals();
  }

  /** The network that is cut. */
  public Network network() {
    return plans.get(0).network();
  }

  /** The cells' entries of layer interval {@code i}, of one for each cell. */
  <T> List<T> ofInterval(List<T> all, int i) {
    return all.subList(i * blocks.count(), (i + 1) * blocks.count());
  }
}
