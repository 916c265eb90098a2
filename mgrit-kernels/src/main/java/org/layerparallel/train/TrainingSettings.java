package org.layerparallel.train;

import java.util.List;
import org.layerparallel.network.Network;
import org.layerparallel.objective.Regularization;
import org.layerparallel.optim.Averaging;
import org.layerparallel.optim.Direction;
import org.layerparallel.optim.StepRule;
import org.layerparallel.sweep.GradientRule;

/**
 * Everything that decides which weights a training run ends with, data and initial weights aside.
 *
 * @param network architecture on the coarsest level
 * @param regularization regularizers
 * @param direction search direction
 * @param step step rule
 * @param batching batches of the examples, of which only averages of gradients know what to do with several
 * @param gradientTolerance a level ends when the gradient's 2-norm is at most this; 0 for never
 * @param solveAfterStep whether the state is solved once more at the accepted weights before the adjoint, as the
 *     reference does; otherwise the solve of the accepted trial serves
 * @param exact serial propagation in place of multigrid cycles
 * @param order how cycles of state and adjoint follow each other
 * @param gradientRule which adjoints the gradient is taken with
 * @param refinement how a level follows from the one before
 * @param levels settings of each level, coarsest first
 */
public record TrainingSettings(
    Network network,
    Regularization regularization,
    Direction direction,
    StepRule step,
    Batching batching,
    double gradientTolerance,
    boolean solveAfterStep,
    boolean exact,
    SolveOrder order,
    GradientRule gradientRule,
    RefinementRule refinement,
    List<LevelSettings> levels) {

  public TrainingSettings {
    boolean averaging = direction instanceof Averaging;
    if (averaging && !(step instanceof StepRule.Schedule)) {
      throw new IllegalArgumentException("step=" + step + ", must be known beforehand with " + direction);
    }
    if (!averaging && batching.size() > 0) {
      throw new IllegalArgumentException("batching=" + batching + ", must have all examples with " + direction);
    }
    if (!(gradientTolerance >= 0)) {
      throw new IllegalArgumentException(
          "gradientTolerance=" + gradientTolerance + ", must be >= 0");
    }
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels is empty, must have at least one entry");
    }
    levels = List.copyOf(levels);
    refinement.networkAt(network, levels.size() - 1);
  }

  /** Architecture on nested level {@code level}. */
  public Network networkAt(int level) {
    return refinement.networkAt(network, level);
  }
}
