package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.error.UserError;

class PastRunTest {

  private static final String SUMMARY =
      """
      {"validationAccuracy": 95.5, "trainAccuracy": 96.25, "objective": null, "loss": 0.5, "wallSeconds": 7,
       "levels": [
         {"layers": 4, "iterations": 2, "stopReason": "search-failed", "medianIteration": {"seconds": 0.25}},
         {"layers": 8, "iterations": 1, "stopReason": "iterations-done", "medianIteration": {"seconds": 0.5}}]}
      """;
  private static final String HISTORY =
      """
      level,iteration,state_residual,adjoint_residual,objective,loss,step_size,train_accuracy,validation_accuracy,wall_seconds
      0,0,-1,1e-3,2.5,2.25,1,20,19,0.5
      0,1,1e-4,1e-5,1.5,1.25,0.5,40,41,0.75
      1,0,1e-6,1e-7,1,0.75,1,60,59,2
      """;

  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("summary.json"), SUMMARY);
    Files.writeString(directory.resolve("history.csv"), HISTORY);
  }

  @Test
  void aRunIsReadFromItsSummaryAndHistory() {
    PastRun run = read();
    assertEquals(95.5, run.validationAccuracy());
    assertTrue(Double.isNaN(run.objective()));
    assertEquals(
        List.of(
            new PastRun.Level(4, 2, "search-failed", 0.25), new PastRun.Level(8, 1, "iterations-done", 0.5)),
        run.levels());
    assertEquals(3, run.iterations().size());
    assertTrue(Double.isNaN(run.iterations().get(0).stateResidual()), "an exact solve has no residual");
    assertEquals(
        new PastRun.Iteration(0, 1, 1e-4, 1e-5, 1.5, 1.25, 0.5, 40, 41, 0.75), run.iterations().get(1));
    assertEquals(2, run.on(0).size());
  }

  @Test
  void anIterationOnTheFinestLevelTakesItsShare() throws IOException {
    // The only iteration of its level, from the end of the one before.
    assertEquals(1.25, read().meanSecondsOnFinest());
    Files.writeString(
        directory.resolve("history.csv"), HISTORY + "1,1,0,0,1,1,1,1,1,2.5\n1,2,0,0,1,1,1,1,1,3\n");
    assertEquals(0.5, read().meanSecondsOnFinest());
  }

  @Test
  void whatIsNoHistoryIsToldByFileAndLine() throws IOException {
    assertRefused(HISTORY.replace("2.25", "x"), "history.csv, line 2: loss is x, must be a number; train again");
    assertRefused("level,iteration\n0,0\n", "history.csv, line 2: has no state_residual");
    assertRefused(HISTORY.replace(",59,2", ""), "history.csv, line 4: has no validation_accuracy");
    assertRefused("", "history.csv: has no iterations");
    assertRefused(HISTORY.replace("1,0,1e-6", "2,0,1e-6"), "history.csv: has 3 levels, its summary 2; train again");
    assertRefused(HISTORY.replace("1,0,1e-6", "1,0.5,1e-6"), "line 4: iteration is 0.5, must be a count");
  }

  private void assertRefused(String history, String message) throws IOException {
    Files.writeString(directory.resolve("history.csv"), history);
    UserError error = assertThrows(UserError.class, this::read);
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private PastRun read() {
    return PastRun.read(new Configuration(), directory.toString());
  }
}
