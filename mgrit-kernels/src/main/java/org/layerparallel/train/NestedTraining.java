package org.layerparallel.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.layerparallel.interval.Intervals;
import org.layerparallel.mgrit.CycleSettings;
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
    EndLayers ends = problem.ends(settings.network(), initial);
    List<IntervalPlan> plans = plans(0);
    try (Intervals<LayerInterval> intervals =
        problem.execution().create(Problem.contents(plans, initial))) {
      List<StopReason> reasons = new ArrayList<>();
      tellLevel(0, intervals);
      LevelSolver solver = solver(0, ends, plans, intervals);
      for (int number = 0; ; number++) {
        LevelTraining training =
            new LevelTraining(settings, number, solver, listener, intervals);
        StopReason reason = training.run();
        reasons.add(reason);
        listener.levelEnded(number, reason);
        if (reason.failed() || number + 1 == settings.levels().size()) {
          return result(reasons, solver, ends, intervals);
        }
        int[] pairs = carried(training);
        plans = refine(intervals, number + 1, pairs);
        ends.restart(pairs);
        LevelSolver finer = solver(number + 1, ends, plans, intervals);
        if (interpolatesStates()) {
          finer.startFrom(solver.cPoints(), settings.refinement());
        }
        solver = finer;
      }
    }
  }

  private TrainingResult result(
      List<StopReason> reasons,
      LevelSolver solver,
      EndLayers ends,
      Intervals<LayerInterval> intervals) {
    // The figures a user is told are the network's own, not those of an unfinished solve.
    intervals.narration().place("trained network");
    solver.propagateState();
    Evaluation end = solver.evaluate();
    Weights trained =
        CollectSweep.weights(intervals, ends.openingWeights(), ends.classificationWeights());
    return new TrainingResult(
        settings.networkAt(reasons.size() - 1),
        trained,
        List.copyOf(reasons),
        end.objective(),
        end.loss(),
        end.trainAccuracy(),
        end.validationAccuracy());
  }

  private void tellLevel(int number, Intervals<?> intervals) {
    intervals
        .narration()
        .group("level " + number + " (" + settings.networkAt(number).layers() + " layers)");
  }

  private LevelSolver solver(
      int number, EndLayers ends, List<IntervalPlan> plans, Intervals<LayerInterval> intervals) {
    CycleSettings cycle = settings.levels().get(number).cycle();
    return new LevelSolver(problem, settings.networkAt(number), cycle, ends, plans, intervals);
  }

  private List<IntervalPlan> plans(int number) {
    return problem.plans(settings.networkAt(number), settings.levels().get(number).cycle());
  }

  /** The pairs that outlive the level, of those its intervals hold. */
  private int[] carried(LevelTraining training) {
    return settings.refinement().memory() == RefinementRule.Memory.CARRY
        ? training.pairs()
        : new int[0];
  }

  /** Serial propagation starts from nothing, and leaves the C-points in the intervals. */
  private boolean interpolatesStates() {
    return !settings.exact() && settings.refinement().states() == RefinementRule.States.INTERPOLATED;
  }

  private List<IntervalPlan> refine(
      Intervals<LayerInterval> intervals, int number, int[] pairs) {
    List<IntervalPlan> plans = plans(number);
    Refinement refinement =
        new Refinement(
            settings.refinement().interpolation(),
            settings.networkAt(number - 1),
            new ArrayList<>(plans));
    tellLevel(number, intervals);
    intervals.narration().step("refinement");
    intervals.regroup(
        plans.size(),
        refinement.cut(),
        Collections.nCopies(intervals.count(), pairs),
        refinement.build());
    return plans;
  }
}
