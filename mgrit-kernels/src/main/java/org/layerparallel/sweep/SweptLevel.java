package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.layerparallel.mgrit.FinestLevel;

/**
 * State or adjoint at the C-points of the finest level, in the order of its solution: of the state, point 0 is u_0 and
 * point M is u_N; of the adjoint, lambda_N and lambda_0. Knows what the intervals do not know yet, and takes in what they
 * answer to a sweep. Blocks are never modified, only replaced.
 */
final class SweptLevel implements FinestLevel, Serializable, Cloneable {

  private static final long serialVersionUID = 1;

  private final Equation equation;
  private final CellGrid grid;
  private final int last;

  /** The given first value; a new one replaces that of {@code points} with the next correction, if one is due. */
  private double[] first;

  private double[][] points;
  private double[][] propagated;
  private boolean correctionDue;
  private boolean pointsNew;
  private boolean firstNew;

  /** What the sweep before, of the same relaxation, propagated to each interval's end; null in the first. */
  private double[][] ends;

  /** How many intervals serial propagation has passed; -1 where there is none. */
  private int passed = -1;

  /** What serial propagation has reached. */
  private double[] reached;

  SweptLevel(Equation equation, CellGrid grid) {
    this.equation = equation;
    this.grid = grid;
    this.last = grid.coarseIntervals();
  }

  /** Another one, that goes its own way. */
  SweptLevel copy() {
    try {
      return (SweptLevel) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sets the given first value. */
  void start(double[] newFirst) {
    first = newFirst;
    if (!correctionDue) {
      points = points == null ? new double[last + 1][] : points.clone();
      points[0] = first;
      firstNew = true;
    }
  }

  /** Sets all C-points but the first to zero. */
  void clear() {
    double[][] cleared = new double[last + 1][];
    Arrays.fill(cleared, new double[first.length]);
    cleared[0] = first;
    correct(cleared);
  }

  /** The value at the last C-point. */
  double[] end() {
    return points[last];
  }

  /** The values that interval {@code i} does not know. */
  Sweep.Told told(int i) {
    if (points == null) {
      return Sweep.Told.NOTHING;
    }
    int intervals = grid.intervals();
    if (passed >= 0) {
      boolean active = i == equation.inOrder(passed, intervals);
      return active ? new Sweep.Told(null, Blocks.of(reached)) : Sweep.Told.NOTHING;
    }
    int order = equation.inOrder(0, intervals);
    int toPrevious = equation == Equation.STATE ? -1 : 1;
    double[] start = ends == null || i == order ? null : ends[i + toPrevious];
    if (i == order && firstNew && !pointsNew) {
      start = points[0];
    }
    return new Sweep.Told(Blocks.of(unsent(i)), Blocks.of(start));
  }

  /** All intervals know what they were told. */
  void sent() {
    pointsNew = false;
    firstNew = false;
  }

  /**
   * Takes in what the intervals answered to a sweep of a relaxation.
   *
   * @param sweep its number, from 0 to {@code cfRelaxations}
   */
  void took(int sweep, int cfRelaxations, List<Sweep.Reply> replies) {
    List<Sweep.Answer> answers = replies.stream().map(equation::answer).toList();
    if (sweep < cfRelaxations) {
      ends =
          answers.stream()
              .map(answer -> Blocks.array(answer.propagated()))
              .toArray(double[][]::new);
      return;
    }
    gather(
        answers,
        ends == null ? points[last] : ends[equation.inOrder(grid.intervals() - 1, grid.intervals())]);
    ends = null;
    correctionDue = true;
  }

  /** Serial propagation begins, through the intervals one after the other; C-points stay in these. */
  void beginSerially() {
    passed = 0;
    reached = points[0];
  }

  /** Takes in what the interval that was to propagate has answered. */
  void tookSerially(List<Sweep.Reply> replies) {
    int active = equation.inOrder(passed, grid.intervals());
    reached = Blocks.array(equation.answer(replies.get(active)).propagated());
    passed++;
    if (passed == grid.intervals()) {
      points = points.clone();
      points[last] = reached;
      passed = -1;
      reached = null;
    }
  }

  @Override
  public double[][] points() {
    return points;
  }

  @Override
  public double[] first() {
    return first;
  }

  @Override
  public double[][] propagated() {
    return propagated;
  }

  @Override
  public void correct(double[][] newPoints) {
    points = newPoints;
    pointsNew = true;
    correctionDue = false;
  }

  /** Interval i's C-points if it does not know them yet, otherwise null. */
  private double[][] unsent(int i) {
    if (!pointsNew) {
      return null;
    }
    IntervalPlan plan = grid.interval(i);
    double[][] own = new double[plan.coarseIntervals()][];
    Arrays.setAll(own, j -> points[equation.start(plan, j, last)]);
    return own;
  }

  /** Takes in the answers of the last sweep, whose value at the last C-point the intervals do not hold. */
  private void gather(List<Sweep.Answer> answers, double[] relaxedEnd) {
    propagated = new double[last + 1][];
    double[][] changed = points.clone();
    for (int i = 0; i < grid.intervals(); i++) {
      IntervalPlan plan = grid.interval(i);
      double[][] reachedEnds = Blocks.arrays(answers.get(i).propagated());
      double[][] starts = Blocks.arrays(answers.get(i).starts());
      for (int j = 0; j < plan.coarseIntervals(); j++) {
        int start = equation.start(plan, j, last);
        propagated[start + 1] = reachedEnds[j];
        if (starts != null) {
          changed[start] = starts[j];
        }
      }
    }
    changed[last] = relaxedEnd;
    points = changed;
  }
}
