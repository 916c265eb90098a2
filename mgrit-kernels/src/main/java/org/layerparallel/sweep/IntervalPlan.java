package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;
import org.layerparallel.objective.Regularization;

/**
 * A cell, layer interval x example block: consecutive coarse intervals of the finest level, with all that its sweeps
 * need to know. Layer intervals are cut at C-points, so that relaxation of one needs nothing of another but the value
 * at its end; example blocks need nothing of each other.
 *
 * @param network the whole network
 * @param exampleBlock number of the example block
 * @param tiling layout of the blocks of its examples
 * @param regularization regularizers
 * @param first number of its first C-point
 * @param bounds layers at its C-points, both ends included; coarse interval j holds the layers from {@code bounds[j]}
 *     to before {@code bounds[j + 1]}
 * @param keepsFPoints whether states, slopes and adjoints at F-points are kept from one sweep to the next
 */
public record IntervalPlan(
    Network network,
    int exampleBlock,
    Tiling tiling,
    Regularization regularization,
    int first,
    int[] bounds,
    boolean keepsFPoints)
    implements Serializable {

  /** Whether it answers for its layers, whose weights all example blocks have alike. */
  public boolean speaksForItsLayers() {
    return exampleBlock == 0;
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
