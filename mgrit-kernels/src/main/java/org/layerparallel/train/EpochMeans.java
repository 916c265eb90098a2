package org.layerparallel.train;

import org.layerparallel.network.Labels;

/** What an epoch finds: means over its batches, each at the weights it was visited with. */
final class EpochMeans {

  private final Mean objective = new Mean();
  private final Mean loss = new Mean();
  private final Mean trainAccuracy = new Mean();
  private final Mean validationAccuracy = new Mean();
  private final Mean gradientNorm = new Mean();
  private final Mean stateResidual = new Mean();
  private final Mean adjointResidual = new Mean();

  /** Takes in the batch that {@code solves} have solved for, whose examples have these weights. */
  void add(Solves solves, double norm, Labels.Totals weights) {
    Evaluation present = solves.present();
    objective.add(present.objective(), weights.training());
    loss.add(present.loss(), weights.training());
    trainAccuracy.add(present.trainAccuracy(), weights.training());
    validationAccuracy.add(present.validationAccuracy(), weights.validation());
    gradientNorm.add(norm, 1);
    stateResidual.add(solves.stateResidual(), 1);
    adjointResidual.add(solves.adjointResidual(), 1);
  }

  /** Weighted as the examples are. */
  Evaluation evaluation() {
    return new Evaluation(
        objective.value(), loss.value(), trainAccuracy.value(), validationAccuracy.value());
  }

  double gradientNorm() {
    return gradientNorm.value();
  }

  double stateResidual() {
    return stateResidual.value();
  }

  double adjointResidual() {
    return adjointResidual.value();
  }
}
