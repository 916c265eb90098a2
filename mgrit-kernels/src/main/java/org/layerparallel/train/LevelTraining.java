package org.layerparallel.train;

import java.util.List;
import org.layerparallel.interval.Intervals;
import org.layerparallel.sweep.LayerInterval;

/**
 * Simultaneous one-shot optimization on one nested level: a few state cycles, a few adjoint cycles, one update of all
 * weights, and again. Guenther et al., SIAM J. Math. Data Sci. 2 (2020).
 */
final class LevelTraining {

  private final TrainingSettings settings;
  private final LevelSettings level;
  private final int number;
  private final List<StopReason> ended;
  private final EndWeights ends;
  private final LevelSolver solver;
  private final Intervals<LayerInterval> intervals;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final LevelPlace place;
  private final Solves solves;
  private final Descent descent;
  private long superstepsBefore;

  /**
   * @param ended why the levels before ended
   * @param ends weights of opening and classification, of which {@code solver} knows
   * @param solver of this level
   * @param intervals where it solves
   */
  LevelTraining(
      TrainingSettings settings,
      List<StopReason> ended,
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
    this.solver = solver;
    this.intervals = intervals;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.place = new LevelPlace(number, layers(), level, intervals.narration(), listener);
    this.solves = solver.solves(settings, level, place);
    this.descent = new Descent(settings, solver, solves, place);
    this.superstepsBefore = intervals.supersteps();
  }

  /**
   * Trains until a reason to stop; the solver is then at the weights reached.
   *
   * @throws TrainingStopped if the checkpoints want it to end before
   */
  StopReason run() {
    place.tell("");
    solves.solveStateWell();
    finishIteration();
    return goOn();
  }

  /** The same from {@code saved} on, whose solver and intervals are as they were. */
  StopReason resume(TrainingState saved) {
    place.goTo(saved.iteration());
    solves.restore(saved.evaluation());
    descent.restore(saved.optimizer());
    return goOn();
  }

  /** Which of the pairs that the intervals hold are of use where the level ended, increasing. */
  int[] pairs() {
    return descent.pairs();
  }

  private StopReason goOn() {
    while (true) {
      StopReason reason = reasonToStop();
      if (reason == null) {
        reason = descent.update();
      }
      if (reason != null) {
        return reason;
      }
      place.goTo(place.iteration() + 1);
      place.tell("");
      if (settings.solveAfterStep()) {
        solves.solveStateWell();
      }
      finishIteration();
    }
  }

  /** From the state at new weights to the iteration's record. */
  private void finishIteration() {
    solves.solveAdjoint();
    descent.differentiate();
    report();
    if (reasonToStop() == StopReason.NOT_FINITE) {
      boolean atGradient = solves.finite();
      place.report(
          atGradient ? Trouble.Quantity.GRADIENT_NORM : Trouble.Quantity.OBJECTIVE,
          atGradient ? descent.gradientNorm() : solves.present().objective(),
          Trouble.Remedy.STOP);
    }
    keep();
  }

  private StopReason reasonToStop() {
    if (!solves.finite() || !Double.isFinite(descent.gradientNorm())) {
      return StopReason.NOT_FINITE;
    }
    if (descent.gradientNorm() <= settings.gradientTolerance()) {
      return StopReason.GRADIENT_SMALL;
    }
    if (solves.present().validationAccuracy() >= level.targetAccuracy()) {
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
        solves.present(),
        descent.past(),
        ends.block(),
        solver.save(settings.exact()));
  }

  private int layers() {
    return settings.networkAt(number).layers();
  }

  private void report() {
    long now = intervals.supersteps();
    Evaluation present = solves.present();
    listener.iteration(
        new IterationRecord(
            number,
            layers(),
            place.iteration(),
            solves.stateResidual(),
            solves.adjointResidual(),
            present.objective(),
            present.loss(),
            descent.gradientNorm(),
            descent.step(),
            descent.reductions(),
            present.trainAccuracy(),
            present.validationAccuracy(),
            solves.stateCycles(),
            solves.adjointCycles(),
            now - superstepsBefore));
    superstepsBefore = now;
    solves.resetCounts();
  }
}
