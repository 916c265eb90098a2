package org.layerparallel.spark.experiment;

import org.layerparallel.spark.report.PastRun;

/**
 * A training of an experiment that has ended.
 *
 * @param planned what it was
 * @param run how it went
 */
record FinishedRun(PlannedRun planned, PastRun run) {

  /** Validation accuracy of the trained network, percent. */
  double accuracy() {
    return run.validationAccuracy();
  }
}
