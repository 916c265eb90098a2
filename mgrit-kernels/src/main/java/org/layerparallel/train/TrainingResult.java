package org.layerparallel.train;

import java.util.List;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;

/**
 * Outcome of a training run.
 *
 * @param network the trained architecture
 * @param weights its weights
 * @param reasons why each level ended, coarsest first; fewer than were configured where one failed
 * @param objective J at these weights
 * @param loss mean cross-entropy over the training examples
 * @param trainAccuracy in [0, 1]
 * @param validationAccuracy in [0, 1]; NaN without validation examples
 */
public record TrainingResult(
    Network network,
    Weights weights,
    List<StopReason> reasons,
    double objective,
    double loss,
    double trainAccuracy,
    double validationAccuracy) {

  /** Whether the numbers failed; the weights are the last good ones then, if there were any. */
  public boolean failed() {
    return !Double.isFinite(objective) || reasons.stream().anyMatch(StopReason::failed);
  }
}
