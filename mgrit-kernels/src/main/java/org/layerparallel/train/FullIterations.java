package org.layerparallel.train;

import java.util.List;
import org.layerparallel.optim.VectorFreeLbfgs;

/** Iterations with all examples at once: a few state cycles, a few adjoint cycles, one update. */
final class FullIterations implements Iterations {

  private final TrainingSettings settings;
  private final LevelSolver solver;
  private final Solves solves;
  private final LevelPlace place;
  private final Descent descent;

  FullIterations(
      TrainingSettings settings,
      LevelSolver solver,
      Solves solves,
      LevelPlace place) {
    this.settings = settings;
    this.solver = solver;
    this.solves = solves;
    this.place = place;
    this.descent = new Descent(settings, solver, solves, place);
  }

  @Override
  public void first() {
    place.tell("");
    solves.solveStateWell();
    toGradient();
  }

  @Override
  public StopReason next() {
    solves.resetCounts();
    StopReason failure = descent.update();
    if (failure != null) {
      return failure;
    }
    place.goTo(place.iteration() + 1);
    place.tell("");
    if (settings.solveAfterStep()) {
      solves.solveStateWell();
    }
    toGradient();
    return null;
  }

  private void toGradient() {
    solves.solveAdjoint();
    descent.differentiate();
  }

  @Override
  public Found found() {
    return new Found(
        solves.present(),
        descent.gradientNorm(),
        descent.step(),
        descent.reductions(),
        solves.stateResidual(),
        solves.adjointResidual(),
        solves.stateCycles(),
        solves.adjointCycles());
  }

  @Override
  public void startFrom(List<SavedSolves> saved) {
    Iterations.requireBatches(saved, 1);
    solver.restore(saved.get(0));
  }

  @Override
  public void restore(TrainingState saved) {
    solves.restore(saved.evaluation());
    descent.restore(saved.optimizer());
  }

  @Override
  public List<SavedSolves> solves() {
    return List.of(solver.save(settings.exact()));
  }

  @Override
  public VectorFreeLbfgs.Past past() {
    return descent.past();
  }

  @Override
  public int[] pairs() {
    return descent.pairs();
  }
}
