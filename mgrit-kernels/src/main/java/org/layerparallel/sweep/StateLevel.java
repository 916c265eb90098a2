package org.layerparallel.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.layerparallel.interval.Intervals;
import org.layerparallel.mgrit.FinestLevel;

/**
 * The state on the finest level: its C-points are known here and in the intervals, and every relaxation is a superstep
 * over them. What is new since the last superstep - corrected C-points, trial weights - travels with the next.
 */
public final class StateLevel implements FinestLevel {

  private final Intervals<LayerInterval> intervals;
  private final List<IntervalPlan> plans;
  private final int last;
  private double[][] points;
  private double[][] propagated;
  private boolean pointsNew;
  private boolean firstNew;
  private Trial trial;
  private boolean reportWanted = true;
  private List<WeightReport> reports;
  private double[][] coarseWeights;

  /**
   * @param plans plan of each interval
   */
  public StateLevel(Intervals<LayerInterval> intervals, List<IntervalPlan> plans) {
    this.intervals = intervals;
    this.plans = plans;
    IntervalPlan end = plans.get(plans.size() - 1);
    this.last = end.first() + end.coarseIntervals();
  }

  /** The next superstep moves the weights to {@code next}. */
  public void propose(Trial next) {
    trial = next;
    reportWanted = true;
  }

  /** Sets u_0. */
  public void start(double[] first) {
    points = points == null ? new double[last + 1][] : points.clone();
    points[0] = first;
    firstNew = true;
  }

  /** Sets all C-points but u_0 to zero. */
  public void clear() {
    double[] zero = new double[points[0].length];
    double[][] cleared = new double[last + 1][];
    Arrays.fill(cleared, zero);
    cleared[0] = points[0];
    correct(cleared);
  }

  /** The intervals' latest reports on their candidate weights, in order. */
  public List<WeightReport> reports() {
    return reports;
  }

  /** Latest weights of the layer at each C-point but the last: the coarse levels' propagators. */
  public double[][] coarseWeights() {
    return coarseWeights;
  }

  /** Lets the intervals report on their weights, with nothing propagated. */
  public void askForReports() {
    advance(i -> new StateSweep.Message(trial, true, null, null, SweepMode.IDLE));
  }

  /** u_N. */
  public double[] end() {
    return points[last];
  }

  @Override
  public void relax(int cfRelaxations) {
    double[][] ends = null;
    for (int sweep = 0; sweep <= cfRelaxations; sweep++) {
      SweepMode mode =
          sweep < cfRelaxations
              ? SweepMode.TO_C_POINTS
              : cfRelaxations == 0 ? SweepMode.RESIDUAL : SweepMode.RESIDUAL_AFTER_C;
      double[][] left = ends;
      List<StateSweep.Result> results =
          advance(i -> message(i, left == null || i == 0 ? null : left[i - 1], mode));
      markSent();
      if (mode == SweepMode.TO_C_POINTS) {
        ends = results.stream().map(r -> r.propagated()[0]).toArray(double[][]::new);
      } else {
        gather(results, ends == null ? null : ends[ends.length - 1]);
      }
    }
  }

  /** Serial propagation through all intervals, one after the other; C-points stay in the intervals. */
  public void propagateSerially() {
    double[] u = points[0];
    for (int active = 0; active < plans.size(); active++) {
      int now = active;
      double[] left = u;
      List<StateSweep.Result> results =
          advance(
              i ->
                  new StateSweep.Message(
                      trial,
                      reportWanted,
                      null,
                      i == now ? left : null,
                      i == now ? SweepMode.SERIAL : SweepMode.IDLE));
      u = results.get(active).propagated()[0];
    }
    points = points.clone();
    points[last] = u;
    // The intervals hold better C-points than these are.
    markSent();
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
    IntervalPlan plan = plans.get(i);
    return pointsNew
        ? Arrays.copyOfRange(points, plan.first(), plan.first() + plan.coarseIntervals())
        : null;
  }

  /** All that was unsent has reached the intervals. */
  void markSent() {
    pointsNew = false;
    firstNew = false;
  }

  private StateSweep.Message message(int i, double[] left, SweepMode mode) {
    double[] first = i == 0 && firstNew && !pointsNew ? points[0] : left;
    return new StateSweep.Message(trial, reportWanted, unsent(i), first, mode);
  }

  private List<StateSweep.Result> advance(
      IntFunction<StateSweep.Message> message) {
    List<StateSweep.Message> messages = new ArrayList<>(plans.size());
    for (int i = 0; i < plans.size(); i++) {
      messages.add(message.apply(i));
    }
    List<StateSweep.Result> results = intervals.advance(new StateSweep(), messages);
    if (reportWanted) {
      reports = results.stream().map(StateSweep.Result::report).toList();
      coarseWeights =
          reports.stream().flatMap(r -> Arrays.stream(r.coarse())).toArray(double[][]::new);
    }
    trial = null;
    reportWanted = false;
    return results;
  }

  private void gather(List<StateSweep.Result> results, double[] relaxedEnd) {
    propagated = new double[last + 1][];
    double[][] changed = points;
    for (int i = 0; i < plans.size(); i++) {
      IntervalPlan plan = plans.get(i);
      StateSweep.Result result = results.get(i);
      System.arraycopy(
          result.propagated(), 0, propagated, plan.first() + 1, plan.coarseIntervals());
      if (result.states() != null) {
        changed = changed == points ? points.clone() : changed;
        System.arraycopy(result.states(), 0, changed, plan.first(), plan.coarseIntervals());
      }
    }
    if (relaxedEnd != null) {
      changed[last] = relaxedEnd;
    }
    points = changed;
  }
}
