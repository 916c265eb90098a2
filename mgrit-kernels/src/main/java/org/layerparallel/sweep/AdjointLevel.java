package org.layerparallel.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.layerparallel.interval.Intervals;
import org.layerparallel.mgrit.FinestLevel;

/**
 * The adjoint on the finest level, in the order of its solution: point 0 is lambda_N, point M is lambda_0. The mirror
 * image of {@link StateLevel}, whose last correction it carries to the intervals with its own first superstep.
 */
public final class AdjointLevel implements FinestLevel {

  private final Intervals<LayerInterval> intervals;
  private final List<IntervalPlan> plans;
  private final StateLevel state;
  private final int last;
  private double[][] points;
  private double[][] propagated;
  private boolean pointsNew;
  private boolean firstNew;

  /**
   * @param plans plan of each interval
   * @param state the state, which is solved before
   */
  public AdjointLevel(
      Intervals<LayerInterval> intervals, List<IntervalPlan> plans, StateLevel state) {
    this.intervals = intervals;
    this.plans = plans;
    this.state = state;
    IntervalPlan end = plans.get(plans.size() - 1);
    this.last = end.first() + end.coarseIntervals();
  }

  /** Sets lambda_N. */
  public void start(double[] first) {
    points = points == null ? new double[last + 1][] : points.clone();
    points[0] = first;
    firstNew = true;
  }

  /** Sets all C-points but lambda_N to zero. */
  public void clear() {
    double[][] cleared = new double[last + 1][];
    Arrays.fill(cleared, new double[points[0].length]);
    cleared[0] = points[0];
    correct(cleared);
  }

  @Override
  public void relax(int cfRelaxations) {
    double[][] ends = null;
    for (int sweep = 0; sweep <= cfRelaxations; sweep++) {
      SweepMode mode =
          sweep < cfRelaxations
              ? SweepMode.TO_C_POINTS
              : cfRelaxations == 0 ? SweepMode.RESIDUAL : SweepMode.RESIDUAL_AFTER_C;
      double[][] right = ends;
      int rightmost = plans.size() - 1;
      List<AdjointSweep.Result> results =
          advance(i -> message(i, right == null || i == rightmost ? null : right[i + 1], mode));
      if (mode == SweepMode.TO_C_POINTS) {
        ends = results.stream().map(r -> r.propagated()[0]).toArray(double[][]::new);
      } else {
        gather(results, ends == null ? null : ends[0]);
      }
    }
  }

  /** Serial propagation from the last interval to the first; C-points stay in the intervals. */
  public void propagateSerially() {
    double[] lambda = points[0];
    for (int active = plans.size() - 1; active >= 0; active--) {
      int now = active;
      double[] right = lambda;
      List<AdjointSweep.Result> results =
          advance(
              i ->
                  new AdjointSweep.Message(
                      null,
                      null,
                      i == now ? right : null,
                      i == now ? SweepMode.SERIAL : SweepMode.IDLE));
      lambda = results.get(active).propagated()[0];
    }
    points = points.clone();
    points[last] = lambda;
    pointsNew = false;
    firstNew = false;
  }

  /**
   * The gradient superstep.
   *
   * @param before weights of the layer before each interval, first entry null
   * @param after weights of the layer after each interval, last entry null
   * @param memory what the optimizer remembers
   * @param rule which adjoints the gradient is taken with
   */
  public List<GradientSweep.Result> gradient(
      double[][] before, double[][] after, WeightBlock.Memory memory, GradientRule rule) {
    List<GradientSweep.Message> messages = new ArrayList<>(plans.size());
    for (int i = 0; i < plans.size(); i++) {
      messages.add(
          new GradientSweep.Message(state.unsent(i), unsent(i), before[i], after[i], memory, rule));
    }
    List<GradientSweep.Result> results = intervals.advance(new GradientSweep(), messages);
    sent();
    return results;
  }

  @Override
  public double[][] points() {
    return points;
  }

  /** lambda_0 as last corrected. */
  public double[] end() {
    return points[last];
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

  private AdjointSweep.Message message(int i, double[] right, SweepMode mode) {
    boolean atEnd = i == plans.size() - 1;
    double[] first = atEnd && firstNew && !pointsNew ? points[0] : right;
    return new AdjointSweep.Message(state.unsent(i), unsent(i), first, mode);
  }

  private List<AdjointSweep.Result> advance(IntFunction<AdjointSweep.Message> message) {
    List<AdjointSweep.Message> messages = new ArrayList<>(plans.size());
    for (int i = 0; i < plans.size(); i++) {
      messages.add(message.apply(i));
    }
    List<AdjointSweep.Result> results = intervals.advance(new AdjointSweep(), messages);
    sent();
    return results;
  }

  private void sent() {
    state.markSent();
    pointsNew = false;
    firstNew = false;
  }

  /** Interval i's C-points, at the right ends of its coarse intervals, if it does not know them yet. */
  private double[][] unsent(int i) {
    if (!pointsNew) {
      return null;
    }
    IntervalPlan plan = plans.get(i);
    double[][] own = new double[plan.coarseIntervals()][];
    Arrays.setAll(own, j -> points[last - (plan.first() + j + 1)]);
    return own;
  }

  private void gather(List<AdjointSweep.Result> results, double[] relaxedEnd) {
    propagated = new double[last + 1][];
    double[][] changed = points;
    for (int i = 0; i < plans.size(); i++) {
      IntervalPlan plan = plans.get(i);
      AdjointSweep.Result result = results.get(i);
      if (result.adjoints() != null && changed == points) {
        changed = points.clone();
      }
      for (int j = 0; j < plan.coarseIntervals(); j++) {
        propagated[last - (plan.first() + j)] = result.propagated()[j];
        if (result.adjoints() != null) {
          changed[last - (plan.first() + j + 1)] = result.adjoints()[j];
        }
      }
    }
    if (relaxedEnd != null) {
      changed[last] = relaxedEnd;
    }
    points = changed;
  }
}
