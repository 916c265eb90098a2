package org.layerparallel.spark.job;

import org.layerparallel.network.Network;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.TrainingSettings;

/** What a training takes on the driver at least, held against what there is, before any of it is asked for. */
final class DriverMemory {

  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final String REMEDY =
      "; make network.width or network.layers smaller, or give more memory by LAYER_PARALLEL_DRIVER_MEMORY"
          + " (a cluster's driver) or LAYER_PARALLEL_JAVA_OPTS=-Xmx...";

  private DriverMemory() {}

  /**
   * Checks the weights of the finest level's network, which all come to the driver, those of a kind in one array.
   *
   * @throws UserError if they cannot be had
   */
  static void requireWeights(Network finest) {
    double square = (double) finest.width() * (finest.width() + 1.0);
    double residual = finest.layers() * square;
    double ends = (double) finest.width() * ((double) finest.features() + finest.classes() + 2);
    if (residual > LONGEST_ARRAY || ends > LONGEST_ARRAY) {
      throw new UserError(
          "network: " + finest.layers() + " layers of width " + finest.width() + " for " + finest.features()
              + " features and " + finest.classes() + " classes have " + (residual + ends) + " weights, at most "
              + LONGEST_ARRAY + " of a kind fit; make network.width or network.layers smaller");
    }
    require("the weights", (residual + ends) * Double.BYTES);
  }

  /**
   * Checks states and adjoints at the C-points of the finest level, which the driver holds.
   *
   * @throws UserError if there is no memory for them
   */
  static void requireStates(TrainingSettings settings, int training, int validation) {
    int last = settings.levels().size() - 1;
    Network finest = settings.networkAt(last);
    double block = (double) finest.width() * ((double) training + validation);
    if (block > LONGEST_ARRAY) {
      throw new UserError(
          "network.width: a state of " + finest.width() + " channels and " + ((long) training + validation)
              + " examples has " + block + " numbers, at most " + LONGEST_ARRAY + " fit" + REMEDY);
    }
    double adjoint = (double) finest.width() * training;
    require("states and adjoints", points(finest, settings.levels().get(last)) * (block + adjoint) * Double.BYTES);
  }

  /** C-points of a network: its two ends where it is too shallow to be coarsened. */
  private static double points(Network network, LevelSettings level) {
    double steps = Math.ceil((double) network.layers() / level.cycle().coarseningAt(0));
    return 1 + (steps < level.cycle().minCoarseSteps() ? 1 : steps);
  }

  private static void require(String what, double bytes) {
    long most = Runtime.getRuntime().maxMemory();
    if (bytes > most) {
      throw new UserError(
          "network: " + what + " of the finest level take " + Math.round(bytes / (1 << 20)) + " MiB on the driver,"
              + " which has " + (most >> 20) + " MiB" + REMEDY);
    }
  }
}
