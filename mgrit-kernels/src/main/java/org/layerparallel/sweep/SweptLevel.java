package org.layerparallel.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.layerparallel.mgrit.FinestLevel;

/**
 * State or adjoint on the finest level, in the order of its solution. The C-points are known here and in the intervals,
 * and every relaxation is a superstep over these; corrected C-points travel with the next one.
 */
abstract class SweptLevel implements FinestLevel {

  private final Equation equation;
  private final Cells cells;
  private final int intervals;
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

  SweptLevel(Equation equation, Cells cells) {
    this.equation = equation;
    this.cells = cells;
    this.intervals = cells.grid().intervals();
    this.last = cells.grid().coarseIntervals();
  }

  /** One superstep in which interval i is told {@code part} of i, and whatever else it does not know yet. */
  abstract List<Sweep.Result> advance(IntFunction<Sweep.Part> part);

  /** Sets the given first value. */
  public void start(double[] newFirst) {
    first = newFirst;
    if (!correctionDue) {
      points = points == null ? new double[last + 1][] : points.clone();
      points[0] = first;
      firstNew = true;
    }
  }

  /** Sets all C-points but the first to zero. */
  public void clear() {
    double[][] cleared = new double[last + 1][];
    Arrays.fill(cleared, new double[first.length]);
    cleared[0] = first;
    correct(cleared);
  }

  /** The value at the last C-point. */
  public double[] end() {
    return points[last];
  }

  @Override
  public void relax(int cfRelaxations) {
    for (int sweep = 0; sweep <= cfRelaxations; sweep++) {
      int number = sweep;
      cells.narration().sweep(equation.text(), number);
      took(number, cfRelaxations, advance(i -> part(i, number, cfRelaxations)));
    }
  }

  /** What interval i is told in a sweep of a relaxation, whose number counts from 0 to that of its CF-relaxations. */
  Sweep.Part part(int i, int sweep, int cfRelaxations) {
    int order = equation.inOrder(0, intervals);
    int toPrevious = equation == Equation.STATE ? -1 : 1;
    double[] start = ends == null || i == order ? null : ends[i + toPrevious];
    if (i == order && firstNew && !pointsNew) {
      start = points[0];
    }
    return new Sweep.Part(Blocks.of(unsent(i)), Blocks.of(start), mode(sweep, cfRelaxations));
  }

  /** Takes in what the intervals answered in that sweep. */
  void took(int sweep, int cfRelaxations, List<Sweep.Result> results) {
    List<Sweep.Answer> answers = results.stream().map(equation::answer).toList();
    if (sweep < cfRelaxations) {
      ends =
          answers.stream()
              .map(answer -> Blocks.array(answer.propagated()))
              .toArray(double[][]::new);
      return;
    }
    gather(
        answers,
        ends == null ? points[last] : ends[equation.inOrder(intervals - 1, intervals)]);
    ends = null;
    correctionDue = true;
  }

  private static Sweep.Mode mode(int sweep, int cfRelaxations) {
    if (sweep < cfRelaxations) {
      return Sweep.Mode.TO_C_POINTS;
    }
    return cfRelaxations == 0 ? Sweep.Mode.RESIDUAL : Sweep.Mode.RESIDUAL_AFTER_C;
  }

  /** Serial propagation through all intervals, one after the other; C-points stay in the intervals. */
  public void propagateSerially() {
    double[] u = points[0];
    for (int k = 0; k < intervals; k++) {
      int active = equation.inOrder(k, intervals);
      double[] start = u;
      cells.narration().step("serial propagation of " + equation.text() + ", interval " + (active + 1));
      List<Sweep.Result> results =
          advance(
              i ->
                  i == active
                      ? new Sweep.Part(null, Blocks.of(start), Sweep.Mode.SERIAL)
                      : Sweep.Part.idle(null));
      u = Blocks.array(equation.answer(results.get(active)).propagated());
    }
    points = points.clone();
    points[last] = u;
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
  double[][] unsent(int i) {
    if (!pointsNew) {
      return null;
    }
    IntervalPlan plan = cells.grid().interval(i);
    double[][] own = new double[plan.coarseIntervals()][];
    Arrays.setAll(own, j -> points[equation.start(plan, j, last)]);
    return own;
  }

  /** All that was unsent has reached the intervals. */
  void markSent() {
    pointsNew = false;
    firstNew = false;
  }

  Cells cells() {
    return cells;
  }

  /** Takes in the results of the last relaxation, whose value at the last C-point the intervals do not hold. */
  private void gather(List<Sweep.Answer> answers, double[] relaxedEnd) {
    propagated = new double[last + 1][];
    double[][] changed = points.clone();
    for (int i = 0; i < intervals; i++) {
      IntervalPlan plan = cells.grid().interval(i);
      double[][] ends = Blocks.arrays(answers.get(i).propagated());
      double[][] starts = Blocks.arrays(answers.get(i).starts());
      for (int j = 0; j < plan.coarseIntervals(); j++) {
        int start = equation.start(plan, j, last);
        propagated[start + 1] = ends[j];
        if (starts != null) {
          changed[start] = starts[j];
        }
      }
    }
    changed[last] = relaxedEnd;
    points = changed;
  }
}
