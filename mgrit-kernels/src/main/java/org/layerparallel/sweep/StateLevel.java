package org.layerparallel.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** The state on the finest level: point 0 is u_0, point M is u_N. New weights travel with its sweeps. */
public final class StateLevel extends SweptLevel {

  private Proposal proposal;
  private boolean reportWanted = true;
  private List<WeightReport> reports;
  private double[][] coarseWeights;

  public StateLevel(Cells cells) {
    super(Equation.STATE, cells);
  }

  /** The next superstep moves the weights to {@code next}. */
  public void propose(Proposal next) {
    proposal = next;
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
    cells().narration().step("report on the weights");
    advance(i -> Sweep.Part.idle(null));
  }

  @Override
  List<Sweep.Result> advance(IntFunction<Sweep.Part> part) {
    return advance(part, i -> Sweep.Part.idle(null));
  }

  /** One superstep of state and adjoint. */
  List<Sweep.Result> advance(IntFunction<Sweep.Part> part, IntFunction<Sweep.Part> adjoint) {
    List<Sweep.Message> messages = new ArrayList<>();
    for (int i = 0; i < cells().grid().intervals(); i++) {
      messages.add(new Sweep.Message(proposal, reportWanted, part.apply(i), adjoint.apply(i)));
    }
    List<Sweep.Result> results = cells().sweep(messages);
    if (reportWanted) {
      reports = results.stream().map(Sweep.Result::report).toList();
      coarseWeights =
          reports.stream().flatMap(r -> Arrays.stream(r.coarse())).toArray(double[][]::new);
    }
    proposal = null;
    reportWanted = false;
    markSent();
    return results;
  }
}
