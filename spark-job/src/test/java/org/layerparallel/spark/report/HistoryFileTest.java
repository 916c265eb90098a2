package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.layerparallel.train.IterationRecord;

class HistoryFileTest {

  // The header and a line of a reference history, and the header of an exact one's residuals.
  private static final String REFERENCE_HEADER =
      "level,iteration,state_residual,adjoint_residual,objective,loss,gradient_norm,step_size,"
          + "line_search_iterations,train_accuracy,validation_accuracy";
  private static final String REFERENCE_LINE =
      "2,1,1.13914079e-17,1.49782121e-18,1.19647065678233e+00,1.19646780010412e+00,"
          + "2.78162733124575e-01,0.250000,2,46.94,48.00";

  @Test
  void aReferenceLineIsReproduced() throws IOException {
    IterationRecord record =
        new IterationRecord(
            2, 64, 1, 1.13914079e-17, 1.49782121e-18, 1.19647065678233, 1.19646780010412,
            2.78162733124575e-01, 0.25, 2, 0.4694, 0.48, 6, 2, 7);
    List<String> lines = write(new TimedIteration(record, 12.3456), new WorkUnit(0.5, false));
    assertEquals(REFERENCE_HEADER + ",work_units,wall_seconds,state_cycles,adjoint_cycles,spark_jobs",
        lines.get(0));
    assertEquals(REFERENCE_LINE + ",24.6912,12.3456,6,2,7", lines.get(1));
    assertEquals(2, lines.size());
  }

  @Test
  void anExactSolveHasNoResidualAndARunWithoutValidationNoAccuracy() throws IOException {
    IterationRecord record =
        new IterationRecord(
            0, 16, 0, Double.NaN, Double.NaN, 1, 1, 0, 1, 0, 0.2, Double.NaN, 0, 0, 1);
    String line = write(new TimedIteration(record, 0), new WorkUnit(1, true)).get(1);
    assertEquals(
        "0,0,-1.00000000e+00,-1.00000000e+00,1.00000000000000e+00,1.00000000000000e+00,"
            + "0.00000000000000e+00,1.000000,0,20.00,NaN,0.0000,0.0000,0,0,1",
        line);
  }

  @Test
  void whatIsWrittenParsesBack() throws IOException {
    List<TimedIteration> run = Runs.nested(3, 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistoryFile.write(out, run, new WorkUnit(0.02, true));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(1 + run.size(), lines.size());
    for (int i = 0; i < run.size(); i++) {
      String[] fields = lines.get(i + 1).split(",");
      assertEquals(HistoryFile.HEADER.split(",").length, fields.length);
      assertEquals(run.get(i).record().level(), Integer.parseInt(fields[0]));
      assertEquals(run.get(i).record().objective(), Double.parseDouble(fields[4]), 1e-14);
      assertEquals(100 * run.get(i).record().validationAccuracy(), Double.parseDouble(fields[10]), 0.005);
      assertEquals(run.get(i).seconds() / 0.02, Double.parseDouble(fields[11]), 1e-4);
    }
  }

  private static List<String> write(TimedIteration iteration, WorkUnit unit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistoryFile.write(out, List.of(iteration), unit);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
