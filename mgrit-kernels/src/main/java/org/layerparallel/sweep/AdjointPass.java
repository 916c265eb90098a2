package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.linalg.Workers;

/**
 * Serial propagation of the adjoint through a cell that has the whole network, after a {@link StatePass}, and the
 * loss's gradient over its examples. The message is the opening's candidate weights. Of the adjoints none is kept but
 * lambda_N.
 */
final class AdjointPass implements IntervalStep<LayerInterval, double[], AdjointPass.Result> {

  /**
   * What a cell answers.
   *
   * @param opening gradient by the opening's weights
   * @param residual gradient by all residual layers' weights
   */
  record Result(double[] opening, double[] residual) implements Serializable {}

  @Override
  public Advanced<LayerInterval, Result> apply(
      LayerInterval cell, double[] opening, Workers workers) {
    IntervalPlan plan = cell.plan();
    double[] last = cell.adjoints()[plan.coarseIntervals() - 1];
    double[] residual = new double[cell.block().candidate().length];
    Propagation propagation = new Propagation(cell, workers);
    Propagation.Path path = propagation.adjointsFrom(cell.states(), last);
    propagation.addGradient(cell.states(), path.starts(), path.starts(), residual, null);
    double[] ofOpening =
        cell.examples().opening(plan.network(), plan.tiling()).gradient(opening, path.end());
    return new Advanced<>(cell.withFPoints(propagation.end()), new Result(ofOpening, residual));
  }
}
