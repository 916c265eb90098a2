package org.layerparallel.train;

import java.util.List;
import org.layerparallel.network.Classification;
import org.layerparallel.network.Network;
import org.layerparallel.objective.Regularization;
import org.layerparallel.objective.ResidualRegularizer;
import org.layerparallel.sweep.WeightReport;

/**
 * Loss and regularizers.
 *
 * @param residual regularizers of the residual layers
 * @param ends weights of both ends, with theirs
 */
record Objective(ResidualRegularizer residual, EndWeights ends) {

  static Objective of(Network network, Regularization regularization, EndWeights ends) {
    return new Objective(
        new ResidualRegularizer(regularization, network.h(), network.residualShape().size()), ends);
  }

  /** Its value at the candidate weights. */
  Evaluation at(Classification.Outcome outcome, List<WeightReport> reports) {
    double objective =
        outcome.loss() + ends.regularizer() + WeightReport.value(reports, residual);
    return new Evaluation(
        objective, outcome.loss(), outcome.trainAccuracy(), outcome.validationAccuracy());
  }
}
