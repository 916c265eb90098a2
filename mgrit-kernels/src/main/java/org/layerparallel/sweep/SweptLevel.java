package org.layerparallel.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.layerparallel.interval.Intervals;
import org.layerparallel.mgrit.FinestLevel;

/**
 * State or adjoint on the finest level, in the order of its solution. The C-points are known here and in the intervals,
 * and every relaxation is a superstep over these; corrected C-points travel with the next one.
 */
abstract class SweptLevel implements FinestLevel {

  private final Equation equation;
  private final Intervals<LayerInterval> intervals;
  private final List<IntervalPlan> plans;
  private final int last;
  private double[][] points;
  private double[][] propagated;
  private boolean pointsNew;
  private boolean firstNew;

  SweptLevel(Equation equation, Intervals<LayerInterval> intervals, List<IntervalPlan> plans) {
    this.equation = equation;
    this.intervals = intervals;
    this.plans = plans;
    IntervalPlan end = plans.get(plans.size() - 1);
    this.last = end.first() + end.coarseIntervals();
  }

  /**
   * The message of a sweep.
   *
   * @param i interval it goes to
   * @param starts its new C-points, or null
   * @param start its new start alone, or null
   */
  abstract Sweep.Message message(int i, double[][] starts, double[] start, Sweep.Mode mode);

  /** A superstep has been done, and all that was new has reached the intervals. */
  abstract void done(List<Sweep.Result> results);

  /** Sets the given first value. */
  public void start(double[] first) {
    points = points == null ? new double[last + 1][] : points.clone();
    points[0] = first;
    firstNew = true;
  }

  /** Sets all C-points but the first to zero. */
  public void clear() {
    double[][] cleared = new double[last + 1][];
    Arrays.fill(cleared, new double[points[0].length]);
    cleared[0] = points[0];
    correct(cleared);
  }

  /** The value at the last C-point. */
  public double[] end() {
    return points[last];
  }

  @Override
  public void relax(int cfRelaxations) {
    double[][] ends = null;
    for (int k = 0; k < cfRelaxations; k++) {
      ends = sweep(ends, Sweep.Mode.TO_C_POINTS).stream()
          .map(result -> Blocks.array(result.propagated()))
          .toArray(double[][]::new);
    }
    if (cfRelaxations == 0) {
      gather(sweep(null, Sweep.Mode.RESIDUAL), points[last]);
    } else {
      double[] lastEnd = ends[equation.inOrder(plans.size() - 1, plans.size())];
      gather(sweep(ends, Sweep.Mode.RESIDUAL_AFTER_C), lastEnd);
    }
  }

  /** Serial propagation through all intervals, one after the other; C-points stay in the intervals. */
  public void propagateSerially() {
    double[] u = points[0];
    for (int k = 0; k < plans.size(); k++) {
      int active = equation.inOrder(k, plans.size());
      double[] start = u;
      List<Sweep.Result> results =
          advance(
              i ->
                  i == active
                      ? message(i, null, start, Sweep.Mode.SERIAL)
                      : message(i, null, null, Sweep.Mode.IDLE));
      u = Blocks.array(results.get(active).propagated());
    }
    points = points.clone();
    points[last] = u;
  }

  @Override
  public double[][] points() {
    return points;
  }

  @Override
  public double[][] propagated() {
    return propagated;
  }

  @Override
  public void correct(double[][] newPoints) {
    points = newPoints;
    pointsNew = true;
  }

  /** Interval i's C-points if it does not know them yet, otherwise null. */
  double[][] unsent(int i) {
    if (!pointsNew) {
      return null;
    }
    IntervalPlan plan = plans.get(i);
    double[][] own = new double[plan.coarseIntervals()][];
    Arrays.setAll(own, j -> points[equation.start(plan, j, last)]);
    return own;
  }

  /** All that was unsent has reached the intervals. */
  void markSent() {
    pointsNew = false;
    firstNew = false;
  }

  List<IntervalPlan> plans() {
    return plans;
  }

  Intervals<LayerInterval> intervals() {
    return intervals;
  }

  List<Sweep.Result> advance(IntFunction<Sweep.Message> message) {
    List<Sweep.Message> messages = new ArrayList<>(plans.size());
    for (int i = 0; i < plans.size(); i++) {
      messages.add(message.apply(i));
    }
    List<Sweep.Result> results = intervals.advance(new Sweep(equation), messages);
    done(results);
    return results;
  }

  /**
   * One relaxation.
   *
   * @param ends what the relaxation before propagated to each interval's end, where the next one starts; or null
   */
  private List<Sweep.Result> sweep(double[][] ends, Sweep.Mode mode) {
    int first = equation.inOrder(0, plans.size());
    int toPrevious = equation == Equation.STATE ? -1 : 1;
    return advance(
        i -> {
          double[] start = ends == null || i == first ? null : ends[i + toPrevious];
          if (i == first && firstNew && !pointsNew) {
            start = points[0];
          }
          return message(i, unsent(i), start, mode);
        });
  }

  /** Takes in the results of the last relaxation, whose value at the last C-point the intervals do not hold. */
  private void gather(List<Sweep.Result> results, double[] relaxedEnd) {
    propagated = new double[last + 1][];
    double[][] changed = points.clone();
    for (int i = 0; i < plans.size(); i++) {
      IntervalPlan plan = plans.get(i);
      double[][] ends = Blocks.arrays(results.get(i).propagated());
      double[][] starts = Blocks.arrays(results.get(i).starts());
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
