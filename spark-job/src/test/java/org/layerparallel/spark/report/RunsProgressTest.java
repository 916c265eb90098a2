package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.config.ProgressKind;

class RunsProgressTest {

  private static final PastRun RUN = new PastRun(93.25, 0, 0, 0, 1.5, List.of(), List.of());

  @Test
  void linesCountOnFromTheRunsOfBefore() {
    assertEquals(
        "[2/4] trained before\n"
            + "[3/4] a  validation accuracy 93.25%  1.5 s\n"
            + "[4/4] b  validation accuracy 93.25%  1.5 s\n",
        shown(ProgressKind.AUTO, false));
  }

  @Test
  void aTerminalGetsABar() {
    assertTrue(shown(ProgressKind.AUTO, true).contains("4/4"), shown(ProgressKind.AUTO, true));
    assertEquals("", shown(ProgressKind.NONE, true));
  }

  private static String shown(ProgressKind kind, boolean terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (RunsProgress progress = new RunsProgress(kind, 2, 4, out, terminal)) {
      progress.ended("a", RUN);
      progress.ended("b", RUN);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
