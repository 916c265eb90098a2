package org.layerparallel.train;

import java.util.ArrayList;
import java.util.List;
import org.layerparallel.interval.Intervals;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.sweep.CollectSweep;
import org.layerparallel.sweep.IntervalPlan;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.sweep.Refinement;

/**
 * Nested iteration: trains a shallow network, refines it in time, trains on. With one level, plain layer-parallel
 * training. Cyr, Guenther and Schroder (2019).
 */
public final class NestedTraining {

  private final TrainingSettings settings;
  private final Problem problem;

  public NestedTraining(TrainingSettings settings, Problem problem) {
    this.settings = settings;
    this.problem = problem;
  }

  /**
   * Trains all levels.
   *
   * @param initial weights of the coarsest network
   * @throws IllegalArgumentException if they or the examples do not fit it
   */
  public TrainingResult run(Weights initial, TrainingListener listener) {
    Network network = settings.network();
    EndLayers ends = problem.ends(network, initial);
    List<IntervalPlan> plans = plans(0);
    try (Intervals<LayerInterval> intervals =
        problem.execution().create(Problem.contents(plans, initial))) {
      List<StopReason> reasons = new ArrayList<>();
      LevelSolver solver = null;
      for (int number = 0; number < settings.levels().size(); number++) {
        network = settings.networkAt(number);
        intervals.narration().group("level " + number + " (" + network.layers() + " layers)");
        if (number > 0) {
          plans = refine(intervals, solver, number);
          ends.forgetPast();
        }
        solver =
            new LevelSolver(
                problem, network, settings.levels().get(number).cycle(), ends, plans, intervals);
        StopReason reason =
            new LevelTraining(settings, number, solver, listener, intervals).run();
        reasons.add(reason);
        listener.levelEnded(number, reason);
        if (reason.failed()) {
          break;
        }
      }
      // The figures a user is told are the network's own, not those of an unfinished solve.
      intervals.narration().place("trained network");
      solver.propagateState();
      Evaluation end = solver.evaluate();
      Weights trained =
          CollectSweep.weights(intervals, ends.openingWeights(), ends.classificationWeights());
      return new TrainingResult(
          network,
          trained,
          List.copyOf(reasons),
          end.objective(),
          end.loss(),
          end.trainAccuracy(),
          end.validationAccuracy());
    }
  }

  private List<IntervalPlan> plans(int number) {
    return problem.plans(settings.networkAt(number), settings.levels().get(number).cycle());
  }

  private List<IntervalPlan> refine(
      Intervals<LayerInterval> intervals, LevelSolver coarser, int number) {
    List<IntervalPlan> plans = plans(number);
    Refinement refinement =
        new Refinement(
            settings.refinementFactor(),
            settings.interpolation() == Interpolation.LINEAR,
            new ArrayList<>(plans));
    List<double[]> after = new ArrayList<>(coarser.firstLayers());
    after.remove(0);
    after.add(new double[0]);
    intervals.narration().step("refinement");
    intervals.regroup(plans.size(), refinement.cut(), after, refinement.build());
    return plans;
  }
}
