package org.layerparallel.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.layerparallel.interval.Intervals;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.Weights;
import org.layerparallel.sweep.CellGrid;
import org.layerparallel.sweep.CollectVisit;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.sweep.Refinement;

/**
 * Nested iteration: trains a shallow network, refines it in time, trains on. With one level, plain layer-parallel
 * training. Cyr, Guenther and Schroder (2019).
 */
public final class NestedTraining {

  private final TrainingSettings settings;
  private final Problem problem;
  private final Batches batches;

  /** One batch as a problem of its own: all that does not depend on which one. */
  private final Problem batch;

  private final boolean dataParallel;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;

  public NestedTraining(
      TrainingSettings settings,
      Problem problem,
      TrainingListener listener,
      Checkpoints checkpoints) {
    this.settings = settings;
    this.problem = problem;
    this.batches = Batches.of(problem.training(), problem.validation(), settings.batching());
    this.batch = problem.batch(batches);
    this.dataParallel = problem.dataParallel(settings);
    this.listener = listener;
    this.checkpoints = checkpoints;
  }

  /**
   * Trains all levels.
   *
   * @param initial weights of the coarsest network
   * @throws IllegalArgumentException if they or the examples do not fit it
   * @throws TrainingStopped if the checkpoints want the training to end before
   */
  public TrainingResult run(Weights initial) {
    EndWeights ends = batch.ends(settings.network(), initial);
    CellGrid grid = grid(0);
    try (Intervals<LayerInterval> intervals =
        problem.execution().create(batch.cells(grid, dataParallel, initial))) {
      Run run = new Run(ends, intervals, List.of());
      run.begin(grid);
      return run.finish(run.level().run());
    }
  }

  /**
   * Goes on with a training of these settings and examples that was saved, to the weights it would have ended with.
   *
   * @throws IllegalArgumentException if what was saved does not fit them
   * @throws TrainingStopped if the checkpoints want the training to end before
   */
  public TrainingResult resume(SavedTraining saved) {
    TrainingState state = saved.state();
    int number = state.level();
    if (number != state.ended().size() || number >= settings.levels().size()) {
      throw new IllegalArgumentException(
          "level " + number + " after " + state.ended().size() + " others, must be one of "
              + settings.levels().size());
    }
    int iterations = settings.levels().get(number).iterations();
    if (state.iteration() < 0 || state.iteration() >= iterations) {
      throw new IllegalArgumentException(
          "iteration=" + state.iteration() + " of level " + number + ", must be in 0.." + (iterations - 1));
    }
    EndWeights ends = batch.ends(settings.networkAt(number), state.ends());
    CellGrid grid = grid(number);
    try (Intervals<LayerInterval> intervals =
        problem.execution().create(batch.cells(grid, dataParallel))) {
      Run run = new Run(ends, intervals, state.ended());
      intervals.narration().place("resuming");
      saved.fill(intervals);
      run.begin(grid);
      run.level().startFrom(state.solves());
      return run.finish(run.level().resume(state));
    }
  }

  /** A training under way: the present level and those before. */
  private final class Run {

    private final EndWeights ends;
    private final Intervals<LayerInterval> intervals;
    private final List<StopReason> ended;
    private LevelSolver solver;
    private LevelTraining level;

    Run(EndWeights ends, Intervals<LayerInterval> intervals, List<StopReason> ended) {
      this.ends = ends;
      this.intervals = intervals;
      this.ended = new ArrayList<>(ended);
      intervals.narration().group(name());
    }

    void begin(CellGrid grid) {
      CycleSettings cycle = settings.levels().get(number()).cycle();
      solver =
          batch.solver(settings.networkAt(number()), cycle, dataParallel, ends, grid, intervals);
      level =
          new LevelTraining(settings, ended, batches, ends, solver, intervals, listener, checkpoints);
    }

    LevelTraining level() {
      return level;
    }

    /** All that follows once the present level has ended. */
    TrainingResult finish(StopReason reason) {
      StopReason last = reason;
      while (true) {
        listener.levelEnded(number(), last);
        ended.add(last);
        if (last.failed() || number() == settings.levels().size()) {
          return result();
        }
        refine();
        last = level.run();
      }
    }

    private void refine() {
      int[] pairs = carried();
      List<SavedSolves> solves = interpolatesStates() ? level.solves() : List.of();
      CellGrid grid = grid(number());
      Refinement refinement =
          new Refinement(
              settings.refinement().interpolation(),
              settings.networkAt(number() - 1),
              grid);
      intervals.narration().group(name());
      intervals.narration().step("refinement");
      intervals.regroup(
          grid.plans().size(),
          refinement.cut(),
          Collections.nCopies(intervals.count(), pairs),
          refinement.build());
      ends.restart(pairs);
      begin(grid);
      if (interpolatesStates()) {
        TimeGrid coarse = cPoints(number() - 1);
        TimeGrid fine = cPoints(number());
        level.startFrom(
            solves.stream()
                .map(solve -> solve.refined(coarse, fine, settings.refinement()))
                .toList());
      }
    }

    private TrainingResult result() {
      // The figures a user is told are the network's own, not those of an unfinished solve.
      intervals.narration().place("trained network");
      boolean whole = batches.count() == 1;
      if (whole) {
        solver.propagateState();
      }
      Weights trained =
          CollectVisit.weights(intervals, ends.opening(), ends.classification());
      Evaluation end = whole ? solver.evaluate() : exactly(trained);
      return new TrainingResult(
          settings.networkAt(number() - 1),
          trained,
          List.copyOf(ended),
          end.objective(),
          end.loss(),
          end.trainAccuracy(),
          end.validationAccuracy());
    }

    /** At {@code weights}, which are the driver's now, over all examples. */
    private Evaluation exactly(Weights weights) {
      int last = number() - 1;
      return problem.evaluate(
          settings.networkAt(last), weights, settings.levels().get(last).cycle());
    }

    /** Number of the present level, or of the one to come. */
    private int number() {
      return ended.size();
    }

    private String name() {
      return "level " + number() + " (" + settings.networkAt(number()).layers() + " layers)";
    }

    /** The pairs that outlive the level, of those its intervals hold. */
    private int[] carried() {
      return settings.refinement().memory() == RefinementRule.Memory.CARRY
          ? level.pairs()
          : new int[0];
    }
  }

  private TimeGrid cPoints(int number) {
    return Hierarchy.of(settings.networkAt(number).layers(), settings.levels().get(number).cycle())
        .cPoints();
  }

  private CellGrid grid(int number) {
    return batch.grid(settings.networkAt(number), settings.levels().get(number).cycle());
  }

  /** Serial propagation starts from nothing, and leaves the C-points in the intervals. */
  private boolean interpolatesStates() {
    return !settings.exact() && settings.refinement().states() == RefinementRule.States.INTERPOLATED;
  }
}
