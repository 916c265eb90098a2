package org.layerparallel.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.mgrit.Mgrit;
import org.layerparallel.mgrit.Solve;
import org.layerparallel.mgrit.StopRule;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.Classification;
import org.layerparallel.network.Examples;
import org.layerparallel.network.LabelledBlock;
import org.layerparallel.network.Labels;
import org.layerparallel.network.Network;
import org.layerparallel.sweep.Blocks;
import org.layerparallel.sweep.Columns;
import org.layerparallel.sweep.Equation;
import org.layerparallel.sweep.GradientRule;
import org.layerparallel.sweep.Proposal;
import org.layerparallel.sweep.WeightBlock;

/**
 * Objective and gradient of one network, layer-parallel: state solve, adjoint solve, gradient, each from the states
 * of the solve before. The finest level lies in the cells, the coarse levels and both ends in columns; what is decided of
 * them is decided here.
 */
final class LayerParallelSolver implements LevelSolver {

  private final Columns columns;
  private final Objective objective;
  private final EndWeights ends;
  private final CycleSettings cycle;
  private final TimeGrid cPoints;
  private final int width;
  private Labels.Totals totals;

  /** What the classification makes of the last solve's u_N, if asked for already. */
  private Columns.Answers<Classification.Tally> tally;

  private boolean stateCold = true;
  private boolean adjointCold = true;
  private double stateReference = Double.NaN;
  private double adjointReference = Double.NaN;

  /**
   * @param columns cut for {@code cycle}
   * @param totals of all examples that are solved for
   */
  LayerParallelSolver(Columns columns, CycleSettings cycle, Objective objective, Labels.Totals totals) {
    Network network = columns.grid().network();
    this.columns = columns;
    this.objective = objective;
    this.ends = objective.ends();
    this.cycle = cycle;
    this.cPoints = Hierarchy.of(network.layers(), cycle).cPoints();
    this.width = network.width();
    this.totals = totals;
    columns.askForReports();
    startState();
    columns.tell(column -> column.clear(Equation.STATE));
  }

  @Override
  public Solves solves(TrainingSettings settings, LevelSettings level, LevelPlace place) {
    return settings.exact()
        ? new ExactSolves(this)
        : new RuledSolves(settings, level, this, place);
  }

  @Override
  public void show(Examples training, Examples validation) {
    LabelledBlock all = LabelledBlock.of(whole(), training, validation);
    totals = all.labels().totals();
    tally = null;
    ExampleBlocks blocks = columns.blocks();
    columns.tellEach(
        c -> {
          LabelledBlock part = all.cut(blocks, c);
          return column -> column.show(part);
        });
  }

  @Override
  public Labels.Totals totals() {
    return totals;
  }

  @Override
  public SavedSolves save(boolean exact) {
    if (exact) {
      return SavedSolves.NONE;
    }
    Columns.Answers<Blocks> states = columns.ask(column -> column.points(Equation.STATE));
    Columns.Answers<Blocks> adjoints = columns.ask(column -> column.points(Equation.ADJOINT));
    return new SavedSolves(joined(states), joined(adjoints), stateReference, adjointReference);
  }

  @Override
  public void restore(SavedSolves saved) {
    stateReference = saved.stateReference();
    adjointReference = saved.adjointReference();
    tally = null;
    if (saved.states().length == 0) {
      startState();
      restart();
      return;
    }
    requirePoints("states", saved.states(), whole().blockLength(width));
    requirePoints("adjoints", saved.adjoints(), whole().trainingLength(width));
    setPoints(Equation.STATE, saved.states());
    startState();
    setPoints(Equation.ADJOINT, saved.adjoints());
    stateCold = false;
    adjointCold = false;
    columns.note(column -> column.keepPoints());
  }

  /** Cycles after which multigrid is exact, whatever it does on the way. */
  int cyclesToExact() {
    return cPoints.steps();
  }

  @Override
  public void propose(Proposal proposal) {
    ends.propose(proposal);
    columns.propose(proposal);
    tally = null;
    startState();
  }

  @Override
  public void settle() {
    columns.askForReports();
  }

  /**
   * What solving both did.
   *
   * @param state cycles of the state
   * @param adjoint cycles of the adjoint
   */
  record Reports(Solve.Report state, Solve.Report adjoint) {}

  /**
   * State and adjoint cycles at the present weights, in the same supersteps as long as both go on; {@code
   * relativeToCold} makes relTol refer to the level's first residuals.
   */
  Reports solveTogether(StopRule stateRule, StopRule adjointRule, boolean relativeToCold) {
    columns.narration().solve();
    Solve states = beginState(stateRule, relativeToCold);
    Solve adjoints = beginAdjoint(adjointRule, relativeToCold);
    while (!states.ended() || !adjoints.ended()) {
      boolean stateGoesOn = !states.ended();
      // The last cycles coincide: where the state has more of them, the adjoint waits for better states.
      boolean adjointGoesOn =
          !adjoints.ended() && (!stateGoesOn || states.cyclesLeft() <= adjoints.cyclesLeft());
      columns.relax(stateGoesOn, adjointGoesOn, cycle.cfRelaxationsAt(0));
      if (stateGoesOn) {
        correct(Equation.STATE, states);
        startAdjoint();
      }
      if (adjointGoesOn) {
        correct(Equation.ADJOINT, adjoints);
      }
    }
    askForTally();
    return new Reports(tookState(states), tookAdjoint(adjoints));
  }

  /** State cycles at the present weights; {@code relativeToCold} makes relTol refer to the level's first residual. */
  Solve.Report solveState(StopRule rule, boolean relativeToCold) {
    columns.narration().solve();
    Solve states = beginState(rule, relativeToCold);
    while (!states.ended()) {
      columns.relax(true, false, cycle.cfRelaxationsAt(0));
      correct(Equation.STATE, states);
    }
    askForTally();
    return tookState(states);
  }

  /** Adjoint cycles at the state last solved. */
  Solve.Report solveAdjoint(StopRule rule, boolean relativeToCold) {
    Solve adjoints = beginAdjoint(rule, relativeToCold);
    columns.narration().solve();
    while (!adjoints.ended()) {
      columns.relax(false, true, cycle.cfRelaxationsAt(0));
      correct(Equation.ADJOINT, adjoints);
    }
    return tookAdjoint(adjoints);
  }

  private Solve beginState(StopRule rule, boolean relativeToCold) {
    return begin(Equation.STATE, rule, stateCold, relativeToCold ? stateReference : Double.NaN);
  }

  private Solve beginAdjoint(StopRule rule, boolean relativeToCold) {
    startAdjoint();
    if (adjointCold) {
      columns.tell(column -> column.clear(Equation.ADJOINT));
    }
    return begin(Equation.ADJOINT, rule, adjointCold, relativeToCold ? adjointReference : Double.NaN);
  }

  private Solve begin(Equation equation, StopRule rule, boolean cold, double first) {
    Solve solve = new Solve(rule, first);
    if (cold && cycle.skipFirstDown()) {
      columns.tell(column -> column.guess(equation));
      solve.guessed();
    }
    return solve;
  }

  private void correct(Equation equation, Solve solve) {
    solve.corrected(norm(columns.ask(column -> column.correct(equation))));
  }

  private Solve.Report tookState(Solve solve) {
    Solve.Report report = report(Equation.STATE, solve);
    if (Double.isNaN(stateReference) && !report.norms().isEmpty()) {
      stateReference = report.norms().get(0);
    }
    stateCold = false;
    return report;
  }

  private Solve.Report tookAdjoint(Solve solve) {
    Solve.Report report = report(Equation.ADJOINT, solve);
    if (Double.isNaN(adjointReference) && !report.norms().isEmpty()) {
      adjointReference = report.norms().get(0);
    }
    adjointCold = false;
    return report;
  }

  private Solve.Report report(Equation equation, Solve solve) {
    return solve.report(
        () -> norm(columns.look(column -> column.squares(equation))).getAsDouble());
  }

  /** Forgets all states and adjoints, so that the next solves start from zero. */
  void restart() {
    tally = null;
    columns.tell(column -> column.clear(Equation.STATE));
    columns.note(column -> column.forgetPoints());
    stateCold = true;
    restartAdjoint();
  }

  /** Forgets all adjoints, so that the next solve starts from zero. */
  void restartAdjoint() {
    adjointCold = true;
  }

  @Override
  public void propagateState() {
    columns.propagateSerially(Equation.STATE);
    askForTally();
  }

  @Override
  public Evaluation evaluate() {
    if (tally == null) {
      askForTally();
    }
    Classification.Tally sum = tally.get().stream().reduce(Classification.Tally::plus).orElseThrow();
    Evaluation evaluation = objective.at(sum.over(totals), columns.reports());
    if (Double.isFinite(evaluation.objective())) {
      columns.note(column -> column.keepPoints());
    } else {
      columns.tell(column -> column.returnToPoints());
      tally = null;
    }
    return evaluation;
  }

  private void askForTally() {
    double[] classification = ends.classification();
    tally = columns.look(column -> column.classify(classification));
  }

  @Override
  public void propagateAdjoint() {
    startAdjoint();
    columns.propagateSerially(Equation.ADJOINT);
  }

  @Override
  public double[] differentiate(WeightBlock.Memory memory, GradientRule rule) {
    List<double[]> dots =
        columns.differentiate(rule, objective.residual().couplesLayers(), memory);
    double[] opening = ends.opening();
    Columns.Answers<double[]> openingGradients = columns.look(column -> column.openingGradient(opening));
    Columns.Answers<double[]> classificationGradients =
        columns.look(column -> column.classificationGradient());
    columns.note(column -> column.keepPoints());
    return ends.accept(
        ExampleBlocks.sum(openingGradients.get()),
        ExampleBlocks.sum(classificationGradients.get()),
        memory,
        dots);
  }

  private void startState() {
    double[] opening = ends.opening();
    columns.tell(column -> column.startState(opening));
  }

  private void startAdjoint() {
    double[] classification = ends.classification();
    columns.tell(column -> column.startAdjoint(classification));
  }

  private void setPoints(Equation equation, double[][] points) {
    ExampleBlocks blocks = columns.blocks();
    columns.tellEach(
        c -> {
          Blocks part = blocks.count() == 1 ? Blocks.of(points) : Blocks.of(cut(blocks, c, points));
          return column -> column.setPoints(equation, Blocks.arrays(part));
        });
  }

  private double[][] cut(ExampleBlocks blocks, int c, double[][] points) {
    return Arrays.stream(points).map(point -> blocks.cut(c, width, point)).toArray(double[][]::new);
  }

  private double[][] joined(Columns.Answers<Blocks> answers) {
    List<double[][]> parts = answers.get().stream().map(Blocks::arrays).toList();
    double[][] points = new double[cPoints.steps() + 1][];
    for (int j = 0; j < points.length; j++) {
      int point = j;
      points[j] = columns.blocks().joined(width, parts.stream().map(part -> part[point]).toList());
    }
    return points;
  }

  /** The norm whose squares all columns answer: the training tiles of all in order are those of the whole. */
  private DoubleSupplier norm(Columns.Answers<double[]> squares) {
    int training = whole().training();
    return () ->
        Mgrit.norm(squares.get().stream().flatMapToDouble(Arrays::stream).toArray(), training);
  }

  private Tiling whole() {
    return columns.grid().blocks().whole();
  }

  private void requirePoints(String of, double[][] saved, int length) {
    int count = cPoints.steps() + 1;
    if (saved.length != count || !Arrays.stream(saved).allMatch(point -> point.length == length)) {
      throw new IllegalArgumentException(
          of + " are not " + length + " numbers at each of " + count + " C-points");
    }
  }
}
