package org.layerparallel.spark.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layerparallel.spark.cost.Choice;
import org.layerparallel.train.TrainingResult;

/**
 * What is kept of a run in {@code summary.json}.
 *
 * @param startedAt when it began
 * @param cost what it took
 * @param trainingExamples number of training examples
 * @param validationExamples number of validation examples
 * @param result its outcome
 * @param classes how it does on each class
 * @param levels how each level went
 * @param workUnit unit of work
 * @param execution where it ran
 * @param outputs what was written: a name for each file, and its path relative to the output directory
 */
public record RunSummary(
    Instant startedAt,
    RunCost cost,
    int trainingExamples,
    int validationExamples,
    TrainingResult result,
    ClassReport classes,
    List<LevelReport> levels,
    WorkUnit workUnit,
    ExecutionReport execution,
    Map<String, String> outputs) {

  /**
   * Where a run ran.
   *
   * @param kind such as {@code spark} or {@code in-process}
   * @param master Spark's master; empty in process
   * @param intervals layer intervals wanted
   * @param exampleBlocks parts of the examples wanted
   * @param columns columns wanted, 0 for the driver's own
   * @param threads of the driver
   * @param sparkVersion version of Spark; empty in process
   * @param choice why there, if the settings left it open
   */
  public record ExecutionReport(
      String kind,
      String master,
      int intervals,
      int exampleBlocks,
      int columns,
      int threads,
      String sparkVersion,
      Optional<Choice> choice) {}
}
