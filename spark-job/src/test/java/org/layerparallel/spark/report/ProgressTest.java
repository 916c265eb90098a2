package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.config.ProgressKind;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingSettings;

class ProgressTest {

  private static final long MILLI = 1_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();

  @Test
  void aLineHasAllFiguresAndTheTimeLeft() {
    TrainingSettings training = Runs.settings("[2,3]");
    try (Progress progress = progress(ProgressKind.LINES, training, false)) {
      clock.addAndGet(1000 * MILLI);
      progress.iteration(Runs.record(0, 0, 0.435));
    }
    // 16 layer iterations in a second; 16 + 3 * 32 remain.
    assertEquals(
        List.of(
            "[0:01] level 0 (16 layers)  iteration 1/2  objective 1.2020e+00  "
                + "residuals 4.3e-16 1.6e-17  accuracy 44.50%, validation 43.50%  0:07 left"),
        lines());
  }

  @Test
  void fastIterationsGetFewLines() {
    TrainingSettings training = Runs.settings("[100]");
    runLevel(training, 10 * MILLI);
    // The first three, every tenth after, the last, and the end of the level.
    List<String> lines = lines();
    assertEquals(3 + 9 + 1 + 1, lines.size(), String.join("\n", lines));
    assertTrue(lines.get(12).contains("iteration 100/100"), lines.get(12));
    assertTrue(lines.get(12).endsWith("0:00 left"), lines.get(12));
    assertEquals("[0:01] level 0 (16 layers) ended: all iterations done", lines.get(13));
  }

  @Test
  void slowIterationsGetALineEveryTwoSeconds() {
    runLevel(Runs.settings("[20]"), 1001 * MILLI);
    // Iterations 1, 2, 3, then 5, 7, ..., 19, then 20.
    assertEquals(3 + 8 + 1 + 1, lines().size(), String.join("\n", lines()));
  }

  @Test
  void theTimeLeftWeighsLevelsByTheirLayers() {
    TimeLeft left = new TimeLeft(Runs.settings("[10,10]"));
    assertTrue(left.seconds().isEmpty());
    for (int i = 0; i < 10; i++) {
      left.iteration(Runs.record(0, i, 0.5), 1 + i);
    }
    assertEquals(20, left.seconds().getAsDouble(), 1e-9);
    left.levelEnded(0);
    // The finer level turns out to be as fast as the coarse one: known after three of its iterations.
    for (int i = 0; i < 5; i++) {
      left.iteration(Runs.record(1, i, 0.5), 11 + i);
    }
    assertEquals(5, left.seconds().getAsDouble(), 1e-9);
    left.levelEnded(1);
    assertEquals(left.total(), left.done());
    assertEquals(0, left.seconds().getAsDouble());
  }

  @Test
  void aLevelThatEndsEarlyIsDone() {
    TimeLeft left = new TimeLeft(Runs.settings("[10,10]"));
    left.iteration(Runs.record(0, 0, 0.5), 1);
    left.levelEnded(0);
    assertEquals(10 * 16, left.done());
  }

  @Test
  void aTerminalGetsABarAndOthersLines() {
    TrainingSettings training = Runs.settings("[4]");
    try (Progress progress = progress(ProgressKind.AUTO, training, true)) {
      for (int i = 0; i < 4; i++) {
        clock.addAndGet(MILLI);
        progress.iteration(Runs.record(0, i, 0.435));
      }
    }
    String shown = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(shown.contains("100% [====="), shown);
    assertTrue(shown.contains("16 layers 4/4"), shown);
    bytes.reset();
    runLevel(training, MILLI, ProgressKind.AUTO);
    assertEquals(5, lines().size());
    bytes.reset();
    runLevel(training, MILLI, ProgressKind.NONE);
    assertEquals(0, bytes.size());
  }

  @Test
  void longTimesHaveHours() {
    assertEquals("1:01:05", ProgressText.duration(3665));
    assertEquals("0:59", ProgressText.duration(59.4));
  }

  private void runLevel(TrainingSettings training, long nanos) {
    runLevel(training, nanos, ProgressKind.LINES);
  }

  private void runLevel(TrainingSettings training, long nanos, ProgressKind kind) {
    try (Progress progress = progress(kind, training, false)) {
      for (int i = 0; i < training.levels().get(0).iterations(); i++) {
        clock.addAndGet(nanos);
        progress.iteration(Runs.record(0, i, 0.5));
      }
      progress.levelEnded(0, StopReason.ITERATIONS_DONE);
    }
  }

  private Progress progress(ProgressKind kind, TrainingSettings training, boolean terminal) {
    return Progress.create(kind, training, out, terminal, clock::get);
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
