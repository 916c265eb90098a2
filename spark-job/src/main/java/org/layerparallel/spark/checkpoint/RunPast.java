package org.layerparallel.spark.checkpoint;

import java.util.List;
import org.layerparallel.spark.report.LevelReport;
import org.layerparallel.spark.report.TimedIteration;

/**
 * What a run has done so far, for its history.
 *
 * @param iterations all of them, in order
 * @param levels that have ended
 * @param seconds wall time of the training
 */
public record RunPast(List<TimedIteration> iterations, List<LevelReport> levels, double seconds) {

  public RunPast {
    iterations = List.copyOf(iterations);
    levels = List.copyOf(levels);
  }
}
