package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Classification;

/**
 * Serial propagation of the state through a cell that has the whole network: from its features to loss and hits.
 * lambda_N, which needs no more than u_N, comes with it, so that u_N need not be kept.
 */
final class StatePass implements IntervalStep<LayerInterval, StatePass.Message, StatePass.Result> {

  /**
   * What a cell is told.
   *
   * @param proposal new candidate weights of the residual layers; null to keep those there are
   * @param report whether a {@link WeightReport} is wanted
   * @param opening the opening's candidate weights
   * @param classification the classification's candidate weights
   */
  record Message(Proposal proposal, boolean report, double[] opening, double[] classification)
      implements Serializable {}

  /**
   * What it answers.
   *
   * @param tally loss and hits of its examples
   * @param classificationGradient the loss's gradient by the classification's weights
   * @param report null where none was wanted, or another cell answers for the same layers
   */
  record Result(Classification.Tally tally, double[] classificationGradient, WeightReport report)
      implements Serializable {}

  @Override
  public Advanced<LayerInterval, Result> apply(
      LayerInterval content, Message message, Workers workers) {
    LayerInterval cell = message.proposal() == null ? content : content.proposed(message.proposal(), workers);
    IntervalPlan plan = cell.plan();
    boolean reports = message.report() && plan.speaksForItsLayers();
    double[] first =
        cell.examples().opening(plan.network(), plan.tiling()).apply(message.opening());
    Propagation propagation = new Propagation(cell, workers);
    Propagation.Path path = propagation.statesFrom(first);
    FPoints fPoints = propagation.end();

    Classification classification =
        cell.examples().classification(plan.network(), plan.tiling());
    double[] theta = message.classification();
    double[] gradient = new double[theta.length];
    double[][] adjoints = new double[plan.coarseIntervals()][];
    adjoints[adjoints.length - 1] = classification.differentiate(theta, path.end(), gradient);
    return new Advanced<>(
        cell.withStates(path.starts()).withAdjoints(adjoints).withFPoints(fPoints),
        new Result(
            classification.evaluate(theta, path.end()),
            gradient,
            reports ? WeightReport.of(cell) : null));
  }
}
