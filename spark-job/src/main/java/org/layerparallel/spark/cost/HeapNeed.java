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

/** What a training takes at least of heaps, in bytes, by its finest level. */
public final class HeapNeed {

  /** C-points that there are at a time: those before a correction, what was propagated to them, the corrected ones. */
  private static final int COPIES = 3;

  /** Weights, candidate, gradient and its predecessor; with them what the optimizer remembers. */
  private static final int WEIGHT_VECTORS = 4;

  private HeapNeed() {}

  /**
   * All of it in one process.
   *
   * @param training number of training examples
   * @param validation number of validation examples
   * @param fPointBytes most bytes to keep F-points in
   */
  public static double inProcess(
      TrainingSettings settings, int training, int validation, long fPointBytes) {
    Network network = finest(settings);
    long fPoints =
        CellGrid.fPointBytes(network, Tiling.forChannels(network.width(), training, validation));
    double kept = fPoints <= fPointBytes ? fPoints : 0;
    return cPoints(settings, training, validation)
        + weightVectors(settings) * residualWeights(settings)
        + kept;
  }

  /** States and adjoints at C-points, wherever the coarse levels are solved. */
  public static double cPoints(TrainingSettings settings, int training, int validation) {
    Network network = finest(settings);
    LevelSettings level = settings.levels().get(settings.levels().size() - 1);
    double points = Hierarchy.of(network.layers(), level.cycle()).cPoints().steps() + 1.0;
    return Double.BYTES * COPIES * points * network.width() * (2.0 * training + validation);
  }

  /** A vector of the residual layers' weights. */
  public static double residualWeights(TrainingSettings settings) {
    Network network = finest(settings);
    return (double) Double.BYTES * network.layers() * network.residualShape().size();
  }

  /** Such vectors that the intervals hold, together one of each. */
  public static int weightVectors(TrainingSettings settings) {
    Direction direction = settings.direction();
    return WEIGHT_VECTORS
        + (direction instanceof Lbfgs lbfgs ? 2 * lbfgs.memory() : ((Averaging) direction).averages());
  }

  private static Network finest(TrainingSettings settings) {
    return settings.networkAt(settings.levels().size() - 1);
  }
}
