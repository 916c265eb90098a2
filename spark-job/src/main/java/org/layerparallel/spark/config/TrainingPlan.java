package org.layerparallel.spark.config;

import java.util.List;
import org.layerparallel.network.Network;
import org.layerparallel.objective.Regularization;
import org.layerparallel.optim.Direction;
import org.layerparallel.optim.StepRule;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.train.Batching;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.RefinementRule;
import org.layerparallel.train.SolveOrder;
import org.layerparallel.train.TrainingSettings;

/**
 * {@link TrainingSettings} before the data are known: of some, only reading them tells the number of features and
 * classes.
 *
 * @param architecture the network without its ends
 * @param regularization see {@link TrainingSettings}, as for all that follow
 */
public record TrainingPlan(
    Architecture architecture,
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

  public TrainingPlan {
    levels = List.copyOf(levels);
  }

  /** Residual layers on nested level {@code level}. */
  public int layersAt(int level) {
    return refinement.layersAt(architecture.layers(), level);
  }

  /**
   * The settings for data of a shape.
   *
   * @throws IllegalArgumentException if the architecture has a width problem with it
   */
  public TrainingSettings on(DataShape data) {
    return on(architecture.on(data));
  }

  /** The settings for a network that is there already, in place of the architecture. */
  public TrainingSettings on(Network coarsest) {
    return on(coarsest, levels);
  }

  /** The same with these levels in place of those of the plan. */
  public TrainingSettings on(Network coarsest, List<LevelSettings> itsLevels) {
    return new TrainingSettings(
        coarsest,
        regularization,
        direction,
        step,
        batching,
        gradientTolerance,
        solveAfterStep,
        exact,
        order,
        gradientRule,
        refinement,
        itsLevels);
  }
}
