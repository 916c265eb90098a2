package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that choose where they are computed. */
class AutoExecutionTest {

  private static final String AUTO = "execution.kind=auto";

  @TempDir private static Path parent;

  private static Path onSpark;

  @BeforeAll
  static void train() {
    onSpark = parent.resolve("spark");
    Command.succeed(Command.small("train", onSpark));
  }

  private static JsonNode execution(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("summary.json").toFile()).get("execution");
  }

  private static String line(Command command) {
    return command.out().lines().filter(line -> line.startsWith("Execution: ")).findFirst().orElseThrow();
  }

  @Test
  void withoutMoreSlotsThanThreadsSparkIsNotEvenStarted() throws IOException {
    Path output = parent.resolve("no-spark");
    System.setProperty("spark.driver.port", "no Spark starts with this");
    Command command;
    try {
      command = Command.succeed(Command.small("train", output, AUTO, "execution.threads=2"));
    } finally {
      System.clearProperty("spark.driver.port");
    }
    String line = line(command);
    assertTrue(
        line.matches("Execution: in process; .* here, and at least .* on [12] slots? of Spark even if .*"), line);
    assertTrue(command.out().contains("; in process, at most 2 layer intervals"), command.out());
    JsonNode execution = execution(output);
    assertEquals("in-process", execution.get("kind").textValue());
    assertEquals("too-few-slots", execution.get("choice").get("reason").textValue());
    assertTrue(execution.get("choice").get("inProcessIterationSeconds").doubleValue() > 0);
    assertEquals(0, execution.get("choice").get("sparkJobSeconds").doubleValue());
    Command.assertSameFile(onSpark.resolve("model.safetensors"), output.resolve("model.safetensors"));
    assertTrue(Files.readString(output.resolve("settings.conf")).contains("execution.kind = \"auto\"\n"));
  }

  /** One thread here and two slots there: Spark could pay, so it is measured, and whichever wins says the same. */
  @Test
  void withMoreSlotsThanThreadsSparkIsMeasured() throws IOException {
    Path output = parent.resolve("measured");
    Command command =
        Command.succeed(Command.small("train", output, AUTO, "execution.threads=1", "execution.share-memory=false"));
    JsonNode execution = execution(output);
    JsonNode choice = execution.get("choice");
    boolean there =
        choice.get("sparkIterationSeconds").doubleValue() < choice.get("inProcessIterationSeconds").doubleValue();
    assertEquals(there ? "spark" : "in-process", execution.get("kind").textValue());
    assertEquals("faster", choice.get("reason").textValue());
    assertEquals(3, choice.get("sparkJobs").doubleValue());
    assertTrue(choice.get("sparkJobSeconds").doubleValue() > 0);
    String line = line(command);
    assertTrue(line.matches("Execution: .*; an iteration takes about .* here, .* on Spark \\(3 jobs of .*\\)"), line);
    assertTrue(line.startsWith(there ? "Execution: on Spark" : "Execution: in process"), line);
    Command.assertSameFile(onSpark.resolve("model.safetensors"), output.resolve("model.safetensors"));
  }

  @Test
  void aKindThatIsGivenIsNoChoice() throws IOException {
    assertTrue(execution(onSpark).get("choice").isNull());
  }

  /** Examples in files are read by a Spark that ends before the training begins. */
  @Test
  void aSparkThatHasReadTheDataIsNotNeededToTheEnd() {
    Path output = parent.resolve("files");
    String[] files =
        Command.files(
            Command.shipped("data/peaks-training.csv"),
            Command.shipped("data/peaks-validation.csv"),
            AUTO,
            "execution.threads=2");
    Command command = Command.succeed(Command.small("train", output, files));
    assertTrue(line(command).startsWith("Execution: in process"), line(command));
  }

  @Test
  void aMasterThatIsNoneIsToldInOneLine() {
    Path output = parent.resolve("none");
    String[] arguments = Command.small("train", output, AUTO, "execution.threads=1");
    arguments[Arrays.asList(arguments).indexOf("local[2]")] = "local[two]";
    Command command = Command.run(arguments);
    assertEquals(2, command.code(), command.err());
    assertEquals(1, command.err().lines().count(), command.err());
    assertTrue(command.err().contains("execution.master = "), command.err());
    assertFalse(Files.exists(output));
  }

  @Test
  void aStudyOfConvergenceChoosesToo() {
    Path output = parent.resolve("study");
    Command study =
        Command.succeed(
            "convergence",
            "--weights", onSpark.resolve("model.safetensors").toString(),
            "--output", output.toString(),
            "--cycles", "1",
            "--set", AUTO,
            "--set", "data.peaks.training=100",
            "--set", "data.peaks.validation=50");
    assertTrue(study.out().startsWith("Execution: in process; "), study.out());
  }
}
