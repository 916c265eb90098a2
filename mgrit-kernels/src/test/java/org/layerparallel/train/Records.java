package org.layerparallel.train;

/** Records of iterations, as tests of both modules compare them. */
public final class Records {

  private Records() {}

  /** A record without the number of supersteps, which is the execution's own: the rest are numbers of the training. */
  public static IterationRecord withoutCost(IterationRecord r) {
    return new IterationRecord(
        r.level(),
        r.layers(),
        r.iteration(),
        r.stateResidual(),
        r.adjointResidual(),
        r.objective(),
        r.loss(),
        r.gradientNorm(),
        r.stepSize(),
        r.lineSearchIterations(),
        r.trainAccuracy(),
        r.validationAccuracy(),
        r.stateCycles(),
        r.adjointCycles(),
        0);
  }
}
