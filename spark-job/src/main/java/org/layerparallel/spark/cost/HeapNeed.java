package org.layerparallel.spark.cost;

import org.layerparallel.linalg.Tiling;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.network.Network;
import org.layerparallel.optim.Averaging;
import org.layerparallel.optim.Direction;
import org.layerparallel.optim.Lbfgs;
import org.layerparallel.sweep.CellGrid;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.TrainingSettings;

/** What a training takes at least of the heap if all of it is in one process, in bytes. */
public final class HeapNeed {

  /** C-points that there are at a time: those before a correction, what was propagated to them, the corrected ones. */
  private static final int COPIES = 3;

  /** Weights, candidate, gradient and its predecessor; with them what the optimizer remembers. */
  private static final int WEIGHT_VECTORS = 4;

  private HeapNeed() {}

  /**
   * The need of the finest level.
   *
   * @param training number of training examples
   * @param validation number of validation examples
   * @param fPointBytes most bytes to keep F-points in
   */
  public static double inProcess(
      TrainingSettings settings, int training, int validation, long fPointBytes) {
    int last = settings.levels().size() - 1;
    Network network = settings.networkAt(last);
    LevelSettings level = settings.levels().get(last);
    double points = Hierarchy.of(network.layers(), level.cycle()).cPoints().steps() + 1.0;
    double states = points * network.width() * (2.0 * training + validation);
    double weights = (double) network.layers() * network.residualShape().size();
    long fPoints =
        CellGrid.fPointBytes(network, Tiling.forChannels(network.width(), training, validation));
    double kept = fPoints <= fPointBytes ? fPoints : 0;
    double vectors = WEIGHT_VECTORS + remembered(settings.direction());
    return Double.BYTES * (COPIES * states + vectors * weights) + kept;
  }

  /** Vectors of weights that an optimizer remembers. */
  private static int remembered(Direction direction) {
    return direction instanceof Lbfgs lbfgs ? 2 * lbfgs.memory() : ((Averaging) direction).averages();
  }
}
