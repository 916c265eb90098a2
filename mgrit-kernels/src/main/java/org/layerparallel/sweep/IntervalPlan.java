package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.Network;
import org.layerparallel.objective.Regularization;

/**
 * A layer interval: consecutive coarse intervals of the finest level, with all that its sweeps need to know. Intervals
 * are cut at C-points, so that relaxation of one needs nothing of another but the value at its end.
 *
 * @param network the whole network
 * @param tiling layout of all blocks
 * @param regularization regularizers
 * @param first number of its first C-point
 * @param bounds layers at its C-points, both ends included; coarse interval j holds the layers from {@code bounds[j]}
 *     to before {@code bounds[j + 1]}
 * @param keepsFPoints whether states, slopes and adjoints at F-points are kept from one sweep to the next
 */
public record IntervalPlan(
    Network network,
    Tiling tiling,
    Regularization regularization,
    int first,
    int[] bounds,
    boolean keepsFPoints)
    implements Serializable {

  /**
   * Cuts a network into at most {@code wanted} intervals of nearly the same number of coarse intervals.
   *
   * @param cPoints C-points of the finest level
   * @param fPointBytes most bytes that may be spent, over all intervals, to keep values at F-points
   */
  public static List<IntervalPlan> cut(
      Network network,
      Tiling tiling,
      Regularization regularization,
      TimeGrid cPoints,
      int wanted,
      long fPointBytes) {
    boolean keeps = fPointBytes(network, tiling) <= fPointBytes;
    int count = Math.min(wanted, cPoints.steps());
    List<IntervalPlan> plans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) cPoints.steps() * i / count);
      int to = (int) ((long) cPoints.steps() * (i + 1) / count);
      plans.add(
          new IntervalPlan(
              network, tiling, regularization, from, cPoints.layers(from, to), keeps));
    }
    return plans;
  }

  /** Bytes it takes, over all intervals, to keep states, slopes and adjoints at F-points. */
  public static long fPointBytes(Network network, Tiling tiling) {
    return FPoints.bytes(network, tiling);
  }

  /** Number of coarse intervals. */
  public int coarseIntervals() {
    return bounds.length - 1;
  }

  /** First layer. */
  public int firstLayer() {
    return bounds[0];
  }

  /** The layer after the last. */
  public int endLayer() {
    return bounds[bounds.length - 1];
  }

  /** Number of layers. */
  public int layers() {
    return endLayer() - firstLayer();
  }

  /** Most layers in one of its coarse intervals. */
  public int longestCoarseInterval() {
    int longest = 0;
    for (int j = 0; j < coarseIntervals(); j++) {
      longest = Math.max(longest, bounds[j + 1] - bounds[j]);
    }
    return longest;
  }
}
