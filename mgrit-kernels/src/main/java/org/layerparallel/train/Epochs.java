package org.layerparallel.train;

import java.util.Arrays;
import java.util.List;
import org.layerparallel.optim.Averaging;
import org.layerparallel.optim.StepRule;
import org.layerparallel.optim.VectorFreeLbfgs;
import org.layerparallel.sweep.Move;
import org.layerparallel.sweep.Trial;
import org.layerparallel.sweep.WeightBlock;

/**
 * Stochastic one-shot iterations: each is an epoch, which visits all batches in a random order. A visit moves the
 * weights along averages of the gradients so far, does a few cycles of state and adjoint of its batch from where its
 * last visit has left them, and takes the batch's gradient. The move rides along with the first cycle, so a visit of d
 * cycles is d relaxations and a gradient superstep.
 */
final class Epochs implements Iterations {

  private static final WeightBlock.Memory NO_PAIRS = new WeightBlock.Memory(new int[0], false);

  private final Averaging rule;
  private final StepRule.Schedule steps;
  private final TrainingSettings settings;
  private final Batches batches;
  private final LevelSolver solver;
  private final Solves solves;
  private final LevelPlace place;
  private final SavedSolves[] kept;

  /** The batch that the solver is at; -1 for none yet. */
  private int present = -1;

  /** Moves so far on this level. */
  private int moves;

  /** Step along the last gradient, which is to come. */
  private double nextStep = Double.NaN;

  private double step = 1;
  private double gradientNorm;
  private Found found;

  Epochs(
      TrainingSettings settings,
      Batches batches,
      LevelSolver solver,
      Solves solves,
      LevelPlace place) {
    this.rule = (Averaging) settings.direction();
    this.steps = (StepRule.Schedule) settings.step();
    this.settings = settings;
    this.batches = batches;
    this.solver = solver;
    this.solves = solves;
    this.place = place;
    this.kept = new SavedSolves[batches.count()];
    Arrays.fill(kept, SavedSolves.NONE);
  }

  @Override
  public void first() {
    visitAll();
  }

  /** Whatever its batches find, an epoch that has begun is told of: {@link Found#finite} says whether it ended well. */
  @Override
  public StopReason next() {
    place.goTo(place.iteration() + 1);
    visitAll();
    return null;
  }

  private void visitAll() {
    solves.resetCounts();
    EpochMeans means = new EpochMeans();
    int[] order = batches.order(place.level(), place.iteration());
    for (int visit = 0; visit < order.length; visit++) {
      place.tell(", batch " + (visit + 1) + " of " + order.length);
      turnTo(order[visit]);
      if (!advance()) {
        goBack();
        found = found(means, solves.present(), gradientNorm);
        return;
      }
      means.add(solves, gradientNorm, solver.totals());
    }
    found = found(means, means.evaluation(), means.gradientNorm());
  }

  private Found found(EpochMeans means, Evaluation evaluation, double norm) {
    return new Found(
        evaluation,
        norm,
        step,
        0,
        means.stateResidual(),
        means.adjointResidual(),
        solves.stateCycles(),
        solves.adjointCycles());
  }

  private void turnTo(int batch) {
    if (batch == present) {
      return;
    }
    keepPresent();
    if (batches.count() > 1) {
      solver.show(batches.training(batch), batches.validation(batch));
    }
    solver.restore(kept[batch]);
    present = batch;
  }

  private void keepPresent() {
    if (present >= 0) {
      kept[present] = solver.save(settings.exact());
    }
  }

  /** From the last gradient to that of the present batch; false if there is none that is finite. */
  private boolean advance() {
    if (hasGradient()) {
      step = nextStep;
      moves++;
      solver.propose(new Move(rule, step, moves));
    }
    gradientNorm = Double.NaN;
    solves.solveStateWell();
    if (!solves.finite()) {
      return false;
    }
    solves.solveAdjoint();
    gradientNorm = Math.sqrt(solver.differentiate(NO_PAIRS, settings.gradientRule())[0]);
    nextStep = steps.at(place.iteration());
    return Double.isFinite(gradientNorm);
  }

  private boolean hasGradient() {
    return !Double.isNaN(nextStep);
  }

  /** To the weights of the last gradient; at those a level starts from there is nowhere to go. */
  private void goBack() {
    if (hasGradient()) {
      place.tell(", back to the weights before");
      solver.propose(Trial.back());
      solver.settle();
    }
  }

  @Override
  public Found found() {
    return found;
  }

  @Override
  public void startFrom(List<SavedSolves> saved) {
    Iterations.requireBatches(saved, kept.length);
    Arrays.setAll(kept, saved::get);
  }

  @Override
  public void restore(TrainingState saved) {
    double norm = Math.sqrt(saved.optimizer().gram()[0][0]);
    found = Found.saved(saved.evaluation(), norm);
    moves = kept.length * (saved.iteration() + 1) - 1;
    nextStep = steps.at(saved.iteration());
  }

  @Override
  public List<SavedSolves> solves() {
    keepPresent();
    return List.of(kept);
  }

  /** Without pairs it is the square of the gradient's norm. */
  @Override
  public VectorFreeLbfgs.Past past() {
    double norm = found.gradientNorm();
    return new VectorFreeLbfgs.Past(0, new int[0], new double[][] {{norm * norm}});
  }

  @Override
  public int[] pairs() {
    return new int[0];
  }
}
