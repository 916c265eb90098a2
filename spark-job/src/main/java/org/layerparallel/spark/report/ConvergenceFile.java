package org.layerparallel.spark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.layerparallel.train.ConvergenceStudy;
import org.layerparallel.train.Evaluation;

/** A convergence study as a table, a row for each cycle of state and adjoint. */
public final class ConvergenceFile {

  private static final String HEADER =
      "solve,cycle,residual_norm,objective,loss,train_accuracy,validation_accuracy,gradient_norm,gradient_error";

  private ConvergenceFile() {}

  /** Writes the table as CSV; what a row does not have is empty, accuracies are percent. */
  public static void write(OutputStream out, ConvergenceStudy.Study study) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (ConvergenceStudy.StateCycle row : study.state()) {
      Evaluation at = row.evaluation();
      text.append(
          String.format(
              Locale.ROOT,
              "state,%d,%.6e,%.14e,%.14e,%.2f,%.2f,,\n",
              row.cycle(),
              row.residual(),
              at.objective(),
              at.loss(),
              100 * at.trainAccuracy(),
              100 * at.validationAccuracy()));
    }
    for (ConvergenceStudy.AdjointCycle row : study.adjoint()) {
      text.append(
          String.format(
              Locale.ROOT,
              "adjoint,%d,%.6e,,,,,%.14e,%.6e\n",
              row.cycle(),
              row.residual(),
              row.gradientNorm(),
              row.gradientError()));
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Writes what serial propagation gives, as JSON; what is not finite, or there is no data for, is null. */
  public static void writeSummary(OutputStream out, ConvergenceStudy.Study study)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode exact = json.createObjectNode();
    exact.put("objective", SummaryFile.finite(study.exact().objective()));
    exact.put("loss", SummaryFile.finite(study.exact().loss()));
    exact.put("trainAccuracyPercent", SummaryFile.finite(100 * study.exact().trainAccuracy()));
    exact.put("validationAccuracyPercent", SummaryFile.finite(100 * study.exact().validationAccuracy()));
    exact.put("gradientNorm", SummaryFile.finite(study.exactGradientNorm()));
    ObjectNode summary = json.createObjectNode();
    summary.put("command", "convergence");
    summary.set("exact", exact);
    out.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(summary));
  }
}
