package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.report.HistoryFile;

/** Runs that are stopped, by Ctrl-C or worse, and resumed: as if nothing had happened. */
class ResumeTest {

  private static final String MODEL = "model.safetensors";

  /** Iterations enough that a run is stopped in their middle. */
  private static final List<String> SETTINGS =
      List.of("nested.iterations=[300,40]", "optimizer.step.on-failure=accept");

  private static final String IN_PROCESS = "execution.kind=in-process";
  private static final String LINES = "progress.kind=lines";

  @TempDir private static Path parent;

  private static Path through;

  @TempDir private Path directory;

  @BeforeAll
  static void train() {
    through = parent.resolve("through");
    Command command = Command.run(small(through, IN_PROCESS));
    assertEquals(0, command.code(), command.err());
  }

  private static String[] small(Path output, String... settings) {
    List<String> all = new ArrayList<>(SETTINGS);
    all.addAll(List.of(settings));
    return Command.small("train", output, all.toArray(String[]::new));
  }

  private String[] checkpointed(Path output, int every, String... settings) {
    String[] more = Arrays.copyOf(settings, settings.length + 1);
    more[settings.length] = "checkpoint.iterations=" + every;
    return with(small(output, more), "--checkpoint-dir", directory.resolve("kept").toString());
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private void assertAsIfNothingHadHappened(Path output) throws IOException {
    Command.assertSameFile(through.resolve(MODEL), output.resolve(MODEL));
    assertEquals(numbers(through), numbers(output));
    assertEquals(Command.names(through), Command.names(output));
    assertFalse(Files.exists(directory.resolve("kept")), "checkpoints are left");
  }

  /** The history without times and jobs. */
  private static List<String> numbers(Path output) throws IOException {
    int columns = Arrays.asList(HistoryFile.HEADER.split(",")).indexOf("work_units");
    return Files.readAllLines(output.resolve("history.csv")).stream()
        .map(line -> String.join(",", Arrays.asList(line.split(",")).subList(0, columns)))
        .toList();
  }

  @Test
  void aKilledRunGoesOnOnAnotherNumberOfIntervals() throws IOException, InterruptedException {
    Path output = directory.resolve("run");
    String[] first = checkpointed(output, 1, "execution.intervals=2", LINES);
    try (Forked forked = new Forked(directory, first)) {
      forked.awaitComplaint("iteration 23/");
    }
    List<String> left = Command.names(directory.resolve("kept"));
    assertTrue(left.stream().anyMatch(name -> name.startsWith("checkpoint-")), left::toString);
    assertFalse(Files.exists(output));

    String[] again = checkpointed(output, 1000, IN_PROCESS, "execution.intervals=1");
    Command refused = Command.run(again);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("holds the checkpoints of an earlier run; --resume"), refused.err());

    Command other = Command.run(with(checkpointed(output, 1, IN_PROCESS, "network.width=5"), "--resume"));
    assertEquals(2, other.code());
    assertTrue(other.err().contains("other settings (network.width)"), other.err());

    Command resumed = Command.run(with(again, "--resume"));
    assertEquals(0, resumed.code(), resumed.err());
    assertTrue(resumed.out().contains("Resuming from " + directory.resolve("kept")), resumed.out());
    assertAsIfNothingHadHappened(output);
  }

  @Test
  void ctrlCSavesTheRunAndEndsWith130() throws IOException, InterruptedException {
    Path output = directory.resolve("run");
    try (Forked forked = new Forked(directory, checkpointed(output, 1000, LINES))) {
      forked.awaitComplaint("iteration 23/");
      forked.pressCtrlC();
      Command stopped = forked.result();
      assertEquals(130, stopped.code(), stopped.err());
      assertTrue(stopped.err().contains("Interrupted: the present iteration is finished and saved"), stopped.err());
      assertFalse(stopped.err().contains("error"), stopped.err());
      assertTrue(stopped.out().contains("Train again with --resume to go on from "), stopped.out());
    }
    assertEquals(List.of("checkpoint-000001"), Command.names(directory.resolve("kept")));
    assertFalse(Files.exists(output));
    assertEquals(List.of("kept"), Command.names(directory).stream().filter(name -> !name.endsWith(".txt")).toList());

    String[] again = checkpointed(output, 1000, "execution.kind=auto", "execution.intervals=3");
    Command resumed = Command.run(with(again, "--resume"));
    assertEquals(0, resumed.code(), resumed.err());
    assertAsIfNothingHadHappened(output);
  }

  @Test
  void withoutACheckpointARunThatResumesBegins() throws IOException {
    Path output = directory.resolve("run");
    Command begun = Command.run(with(checkpointed(output, 50, IN_PROCESS), "--resume"));
    assertEquals(0, begun.code(), begun.err());
    assertTrue(begun.out().contains("No checkpoint in "), begun.out());
    assertAsIfNothingHadHappened(output);
  }

  @Test
  void anotherNumberOfExampleBlocksIsTold() {
    Path kept = directory.resolve("kept");
    Path output = directory.resolve("output");
    SavedRun.leave(kept, 2, Command.small("train", output, "nested.iterations=[3,2]", IN_PROCESS));
    String[] other =
        Command.small("train", output, "nested.iterations=[3,2]", IN_PROCESS, "execution.example-blocks=2");
    Command resumed = Command.run(with(other, "--checkpoint-dir", kept.toString(), "--resume"));
    assertEquals(0, resumed.code(), resumed.err());
    String told =
        "It was computed with execution.example-blocks = 1: the weights may differ in their last bits.";
    assertTrue(resumed.out().contains(told), resumed.out());
  }

  @Test
  void resumingNeedsADirectory() {
    Command refused = Command.run(with(small(directory.resolve("run"), IN_PROCESS), "--resume"));
    assertEquals(2, refused.code());
    assertEquals("error: --resume: needs the directory of the checkpoints; give --checkpoint-dir\n", refused.err());
    assertEquals(List.of(), Command.names(directory));
  }

  /** The output cannot take its place; all that is missing then is to write it. */
  @Test
  void aRunWhoseOutputCannotBeWrittenIsResumedToWriteIt() throws IOException, InterruptedException {
    Path output = directory.resolve("run");
    try (Forked forked = new Forked(directory, checkpointed(output, 100, LINES))) {
      forked.awaitComplaint("iteration 1/");
      Files.writeString(Files.createDirectory(output).resolve("other.txt"), "of somebody else");
      Command failed = forked.result();
      assertEquals(1, failed.code(), failed.err());
      assertTrue(failed.err().contains("was filled while the run went on"), failed.err());
      assertTrue(failed.out().contains("Train again with --resume"), failed.out());
    }
    Files.delete(output.resolve("other.txt"));
    Command resumed = Command.run(with(checkpointed(output, 100, IN_PROCESS), "--resume"));
    assertEquals(0, resumed.code(), resumed.err());
    assertAsIfNothingHadHappened(output);
  }
}
