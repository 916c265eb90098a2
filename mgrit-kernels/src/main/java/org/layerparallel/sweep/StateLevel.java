package org.layerparallel.sweep;

import java.util.Arrays;
import java.util.List;
import org.layerparallel.interval.Intervals;

/** The state on the finest level: point 0 is u_0, point M is u_N. New weights travel with its sweeps. */
public final class StateLevel extends SweptLevel {

  private Trial trial;
  private boolean reportWanted = true;
  private List<WeightReport> reports;
  private double[][] coarseWeights;

  /**
   * @param plans plan of each interval
   */
  public StateLevel(Intervals<LayerInterval> intervals, List<IntervalPlan> plans) {
    super(Equation.STATE, intervals, plans);
  }

  /** The next superstep moves the weights to {@code next}. */
  public void propose(Trial next) {
    trial = next;
    reportWanted = true;
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
    reportWanted = true;
    advance(i -> message(i, null, null, Sweep.Mode.IDLE));
  }

  @Override
  Sweep.Message message(int i, double[][] starts, double[] start, Sweep.Mode mode) {
    return new Sweep.Message(
        trial, reportWanted, Blocks.of(starts), null, Blocks.of(start), mode);
  }

  @Override
  void done(List<Sweep.Result> results) {
    if (reportWanted) {
      reports = results.stream().map(Sweep.Result::report).toList();
      coarseWeights =
          reports.stream().flatMap(r -> Arrays.stream(r.coarse())).toArray(double[][]::new);
    }
    trial = null;
    reportWanted = false;
    markSent();
  }
}
