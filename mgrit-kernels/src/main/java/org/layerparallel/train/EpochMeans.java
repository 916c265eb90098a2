package org.layerparallel.train;

/** What an epoch finds: means over its batches, each at the weights it was visited with. */
final class EpochMeans {

  private final Mean objective = new Mean();
  private final Mean loss = new Mean();
  private final Mean trainAccuracy = new Mean();
  private final Mean validationAccuracy = new Mean();
  private final Mean gradientNorm = new Mean();
  private final Mean stateResidual = new Mean();
  private final Mean adjointResidual = new Mean();

  /** Takes in the batch that {@code solves} have solved for and both ends see. */
  void add(RuledSolves solves, double norm, EndLayers ends) {
    Evaluation present = solves.present();
    objective.add(present.objective(), ends.trainingWeight());
    loss.add(present.loss(), ends.trainingWeight());
    trainAccuracy.add(present.trainAccuracy(), ends.trainingWeight());
    validationAccuracy.add(present.validationAccuracy(), ends.validationWeight());
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
