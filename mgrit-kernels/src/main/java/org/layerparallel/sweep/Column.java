package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CoarsePropagator;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.mgrit.Mgrit;
import org.layerparallel.mgrit.TimeGrid;
import org.layerparallel.network.Classification;
import org.layerparallel.network.LabelledBlock;
import org.layerparallel.network.Network;

/**
 * All that is solved for some of the examples but the finest level: state and adjoint at the C-points, the coarse levels
 * that correct them, and both ends of the network. Examples do not depend on each other, so columns know nothing of each
 * other; a level has one of all examples or several of some each. Cells get from it the values they start from, and
 * answer what they propagate.
 */
public final class Column implements Serializable {

  private static final long serialVersionUID = 1;

  private final int number;
  private final CellGrid grid;
  private final CycleSettings cycle;
  private LabelledBlock examples;
  private final SweptLevel state;
  private final SweptLevel adjoint;

  /** Weights of the layer at each C-point but the last: the coarse levels' propagators. */
  private double[][] coarseWeights;

  /** C-points of the last solve that ended in a finite objective, for a solve after one that did not. */
  private double[][] finitePoints;

  private double[][] finiteAdjoints;

  /** The loss's gradient by the classification's weights; it comes with lambda_N. */
  private double[] classificationGradient;

  /** lambda_0 after the last relaxation, that the gradient begins with; null where no cell relaxed. */
  private double[] relaxedFirst;

  /** What the intervals have just answered, in their order; null where nothing has arrived. */
  private transient List<Routes.Letter> arrived;

  // What it computes with; holds nothing that is not in the column.
  private transient Workers workers;
  private transient EndLayers ends;

  /** Of each equation, made when it is first needed: their buffers are as large as all C-points of a tile. */
  private transient Map<Equation, Mgrit> solvers;

  /**
   * @param number among the columns
   * @param grid how the finest level is cut, for its examples alone
   * @param examples its examples
   */
  Column(int number, CellGrid grid, CycleSettings cycle, LabelledBlock examples) {
    this(number, grid, cycle, examples, new SweptLevel(Equation.STATE, grid), new SweptLevel(Equation.ADJOINT, grid));
  }

  private Column(
      int number,
      CellGrid grid,
      CycleSettings cycle,
      LabelledBlock examples,
      SweptLevel state,
      SweptLevel adjoint) {
    this.number = number;
    this.grid = grid;
    this.cycle = cycle;
    this.examples = examples;
    this.state = state;
    this.adjoint = adjoint;
  }

  /** Another one, that goes its own way; the threads that share its tiles are {@code workers}. */
  Column copy(Workers workers) {
    Column copy = new Column(number, grid, cycle, examples, state.copy(), adjoint.copy());
    copy.coarseWeights = coarseWeights;
    copy.finitePoints = finitePoints;
    copy.finiteAdjoints = finiteAdjoints;
    copy.classificationGradient = classificationGradient;
    copy.relaxedFirst = relaxedFirst;
    copy.workWith(workers);
    return copy;
  }

  /** Threads that share its tiles from now on. */
  void workWith(Workers newWorkers) {
    workers = newWorkers;
    ends = new EndLayers(grid.network(), grid.blocks(), examples);
    solvers = new EnumMap<>(Equation.class);
  }

  /** Lets go of what it computes with. */
  Column atRest() {
    workers = null;
    ends = null;
    solvers = null;
    arrived = null;
    return this;
  }

  /** Turns to other examples, as many as those before. */
  public void show(LabelledBlock others) {
    examples = others;
    ends = new EndLayers(grid.network(), grid.blocks(), others);
  }

  /** Takes new propagators of the coarse levels. */
  void propagateWith(double[][] newCoarseWeights) {
    coarseWeights = newCoarseWeights;
  }

  /** The state begins with u_0, made with the opening's weights. */
  public void startState(double[] opening) {
    state.start(ends.firstState(opening));
  }

  /** The adjoint begins with lambda_N, made of u_N with the classification's weights. */
  public void startAdjoint(double[] classification) {
    classificationGradient = new double[classification.length];
    adjoint.start(
        ends.lastAdjoint(classification, state.end(), classificationGradient));
  }

  /** All C-points but the first become zero. */
  public void clear(Equation equation) {
    level(equation).clear();
  }

  /** All C-points but the first become a guess from the coarsest level. */
  public void guess(Equation equation) {
    solver(equation).guess(level(equation));
  }

  /** A relaxed level is corrected from the coarse ones; returns {@link Mgrit#correct}'s squares. */
  public double[] correct(Equation equation) {
    return solver(equation).correct(level(equation));
  }

  /** {@link Mgrit#squares} of the values at the C-points. */
  public double[] squares(Equation equation) {
    return solver(equation).squares(level(equation));
  }

  /** What the classification, with these weights, makes of u_N. */
  public Classification.Tally classify(double[] classification) {
    return ends.classify(classification, state.end());
  }

  /** The loss's gradient by the classification's weights, where the adjoint last began. */
  public double[] classificationGradient() {
    return classificationGradient;
  }

  /** The loss's gradient by the opening's weights, after a gradient sweep. */
  public double[] openingGradient(double[] opening) {
    double[] first = relaxedFirst == null ? adjoint.end() : relaxedFirst;
    return ends.openingGradient(opening, first);
  }

  /** These C-points are good. */
  public void keepPoints() {
    finitePoints = state.points();
    finiteAdjoints = adjoint.points();
  }

  /** None are. */
  public void forgetPoints() {
    finitePoints = null;
    finiteAdjoints = null;
  }

  /** Back to the last good C-points, if there are any. */
  public void returnToPoints() {
    if (finitePoints != null) {
      state.correct(finitePoints);
    }
    if (finiteAdjoints != null) {
      adjoint.correct(finiteAdjoints);
    }
  }

  /** The C-points, from the first to the last layer. */
  public Blocks points(Equation equation) {
    return Blocks.of(ordered(equation, level(equation).points()));
  }

  /** Sets the C-points, given from the first to the last layer. */
  public void setPoints(Equation equation, double[][] points) {
    level(equation).correct(ordered(equation, points));
  }

  /** Its number. */
  int number() {
    return number;
  }

  /** Number of layer intervals. */
  int intervals() {
    return grid.intervals();
  }

  /** What interval {@code i} does not know. */
  Sweep.Mail mail(int i) {
    return new Sweep.Mail(state.told(i), adjoint.told(i));
  }

  /** The intervals have been told. */
  void sent() {
    state.sent();
    adjoint.sent();
  }

  /** Letters have arrived, one of each interval. */
  void begin(List<Routes.Letter> letters) {
    arrived = letters;
  }

  /** Takes in what the intervals answered to a sweep; see {@link SweptLevel#took}. */
  void took(int sweep, int cfRelaxations) {
    List<Sweep.Reply> replies = replies();
    if (replies.get(0).state() != null) {
      state.took(sweep, cfRelaxations, replies);
    }
    if (replies.get(0).adjoint() != null) {
      adjoint.took(sweep, cfRelaxations, replies);
    }
  }

  /** Serial propagation begins. */
  void beginSerially(Equation equation) {
    level(equation).beginSerially();
  }

  /** Takes in what the interval whose turn it was has answered. */
  void tookSerially(Equation equation) {
    level(equation).tookSerially(replies());
  }

  /** Takes in the first interval's relaxed lambda_0, if it was wanted. */
  void tookFirst() {
    relaxedFirst = Blocks.array(arrived.get(0).relaxedFirst());
  }

  private List<Sweep.Reply> replies() {
    return arrived.stream().map(Routes.Letter::reply).toList();
  }

  private SweptLevel level(Equation equation) {
    return equation == Equation.STATE ? state : adjoint;
  }

  private Mgrit solver(Equation equation) {
    return solvers.computeIfAbsent(equation, this::newSolver);
  }

  private Mgrit newSolver(Equation equation) {
    Network network = grid.network();
    Hierarchy hierarchy = Hierarchy.of(network.layers(), cycle);
    TimeGrid cPoints = hierarchy.cPoints();
    Tiling tiling = grid.blocks().whole();
    boolean backward = equation == Equation.ADJOINT;
    Supplier<CoarsePropagator> propagators =
        backward
            ? () -> new CoarseAdjointPropagator(network, tiling, cPoints, () -> coarseWeights, state::points)
            : () -> new CoarseStatePropagator(network, tiling, cPoints, () -> coarseWeights);
    return new Mgrit(hierarchy, cycle, tiling, network.width(), backward, propagators, workers);
  }

  /** From the order of the layers to the order of solution, or back. */
  private static double[][] ordered(Equation equation, double[][] points) {
    double[][] ordered = new double[points.length][];
    Arrays.setAll(ordered, j -> points[equation.inOrder(j, points.length)]);
    return ordered;
  }
}
