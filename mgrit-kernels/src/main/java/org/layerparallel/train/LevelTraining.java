package org.layerparallel.train;

import java.util.List;
import org.layerparallel.interval.Intervals;
import org.layerparallel.optim.Averaging;
import org.layerparallel.sweep.LayerInterval;

/**
 * Simultaneous one-shot optimization on one nested level: a few state cycles, a few adjoint cycles, one update of all
 * weights, and again; with all examples at once or batch by batch. Guenther et al., SIAM J. Math. Data Sci. 2 (2020).
 */
final class LevelTraining {

  private final TrainingSettings settings;
  private final LevelSettings level;
  private final int number;
  private final List<StopReason> ended;
  private final EndWeights ends;
  private final Intervals<LayerInterval> intervals;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final LevelPlace place;
  private final Iterations iterations;
  private Found found;
  private long superstepsBefore;

  /**
   * @param ended why the levels before ended
   * @param batches the examples
   * @param ends weights of opening and classification, of which {@code solver} knows
   * @param solver of this level
   * @param intervals where it solves
   */
  LevelTraining(
      TrainingSettings settings,
      List<StopReason> ended,
      Batches batches,
      EndWeights ends,
      LevelSolver solver,
      Intervals<LayerInterval> intervals,
      TrainingListener listener,
      Checkpoints checkpoints) {
    this.settings = settings;
    this.number = ended.size();
    this.level = settings.levels().get(number);
    this.ended = List.copyOf(ended);
    this.ends = ends;
    this.intervals = intervals;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.place = new LevelPlace(number, layers(), level, intervals.narration(), listener);
    Solves solves = solver.solves(settings, level, place);
    this.iterations =
        settings.direction() instanceof Averaging
            ? new Epochs(settings, batches, solver, solves, place)
            : new FullIterations(settings, solver, solves, place);
    this.superstepsBefore = intervals.supersteps();
  }

  /**
   * Trains until a reason to stop; the solver is then at the weights reached.
   *
   * @throws TrainingStopped if the checkpoints want it to end before
   */
  StopReason run() {
    iterations.first();
    finishIteration();
    return goOn();
  }

  /** The same from {@code saved} on, whose weights and solves are there. */
  StopReason resume(TrainingState saved) {
    place.goTo(saved.iteration());
    iterations.restore(saved);
    found = iterations.found();
    return goOn();
  }

  /** Lets the first solves start from these and not from zero, batch by batch. */
  void startFrom(List<SavedSolves> solves) {
    iterations.startFrom(solves);
  }

  /** What the last solves have left behind, batch by batch. */
  List<SavedSolves> solves() {
    return iterations.solves();
  }

  /** Which of the pairs that the intervals hold are of use where the level ended, increasing. */
  int[] pairs() {
    return iterations.pairs();
  }

  private StopReason goOn() {
    while (true) {
      StopReason reason = reasonToStop();
      if (reason == null) {
        reason = iterations.next();
      }
      if (reason != null) {
        return reason;
      }
      finishIteration();
    }
  }

  /** From an iteration's gradient to its record. */
  private void finishIteration() {
    found = iterations.found();
    report();
    if (reasonToStop() == StopReason.NOT_FINITE) {
      double objective = found.evaluation().objective();
      boolean atGradient = Double.isFinite(objective);
      place.report(
          atGradient ? Trouble.Quantity.GRADIENT_NORM : Trouble.Quantity.OBJECTIVE,
          atGradient ? found.gradientNorm() : objective,
          Trouble.Remedy.STOP);
    }
    keep();
  }

  private StopReason reasonToStop() {
    if (!found.finite()) {
      return StopReason.NOT_FINITE;
    }
    if (found.gradientNorm() <= settings.gradientTolerance()) {
      return StopReason.GRADIENT_SMALL;
    }
    if (found.evaluation().validationAccuracy() >= level.targetAccuracy()) {
      return StopReason.TARGET_REACHED;
    }
    return place.iteration() + 1 == level.iterations() ? StopReason.ITERATIONS_DONE : null;
  }

  private void keep() {
    StopReason reason = reasonToStop();
    boolean stop = checkpoints.stopWanted();
    boolean good = reason == null || !reason.failed();
    if (good && (stop || checkpoints.due(place.iteration(), reason != null))) {
      place.tell(", checkpoint");
      checkpoints.save(state(), intervals);
      // What it takes to save is no part of the next iteration's cost.
      superstepsBefore = intervals.supersteps();
    }
    if (stop) {
      throw new TrainingStopped(number, place.iteration() + 1);
    }
  }

  private TrainingState state() {
    return new TrainingState(
        number,
        place.iteration(),
        ended,
        found.evaluation(),
        iterations.past(),
        ends.block(),
        iterations.solves());
  }

  private int layers() {
    return settings.networkAt(number).layers();
  }

  private void report() {
    long now = intervals.supersteps();
    Evaluation evaluation = found.evaluation();
    listener.iteration(
        new IterationRecord(
            number,
            layers(),
            place.iteration(),
            found.stateResidual(),
            found.adjointResidual(),
            evaluation.objective(),
            evaluation.loss(),
            found.gradientNorm(),
            found.stepSize(),
            found.lineSearchIterations(),
            evaluation.trainAccuracy(),
            evaluation.validationAccuracy(),
            found.stateCycles(),
            found.adjointCycles(),
            now - superstepsBefore));
    superstepsBefore = now;
  }
}
