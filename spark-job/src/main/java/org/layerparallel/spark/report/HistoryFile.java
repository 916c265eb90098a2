package org.layerparallel.spark.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.layerparallel.train.IterationRecord;

/**
 * The history of a run as CSV: first the columns, and their formats, of the reference histories, then the run's cost.
 * Accuracies are percent. The residual of an exact solve, which measures none, is -1 as in the reference histories.
 */
public final class HistoryFile {

  /** Names of the columns. */
  public static final String HEADER =
      "level,iteration,state_residual,adjoint_residual,objective,loss,gradient_norm,step_size,"
          + "line_search_iterations,train_accuracy,validation_accuracy,"
          + "work_units,wall_seconds,state_cycles,adjoint_cycles,spark_jobs";

  private HistoryFile() {}

  /**
   * Writes the history of a run.
   *
   * @param out written to, not closed
   * @param iterations all iterations, in order
   * @param unit in which work is counted from the beginning of the training
   */
  public static void write(OutputStream out, List<TimedIteration> iterations, WorkUnit unit)
      throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (TimedIteration iteration : iterations) {
      text.append(line(iteration, unit)).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(TimedIteration iteration, WorkUnit unit) {
    IterationRecord r = iteration.record();
    return String.format(
        Locale.ROOT,
        "%d,%d,%.8e,%.8e,%.14e,%.14e,%.14e,%.6f,%d,%.2f,%.2f,%.4f,%.4f,%d,%d,%d",
        r.level(),
        r.iteration(),
        residual(r.stateResidual()),
        residual(r.adjointResidual()),
        r.objective(),
        r.loss(),
        r.gradientNorm(),
        r.stepSize(),
        r.lineSearchIterations(),
        100 * r.trainAccuracy(),
        100 * r.validationAccuracy(),
        iteration.seconds() / unit.seconds(),
        iteration.seconds(),
        r.stateCycles(),
        r.adjointCycles(),
        r.supersteps());
  }

  private static double residual(double norm) {
    return Double.isNaN(norm) ? -1 : norm;
  }
}
