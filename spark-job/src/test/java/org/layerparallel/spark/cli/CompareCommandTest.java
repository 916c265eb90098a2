package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs measure of themselves, and how they are compared. */
class CompareCommandTest {

  private static final List<String> TRAFFIC = List.of("sparkJobs", "resultBytes", "broadcastBytes");

  /** States of all examples at a point of the layers: width 4, 100 and 50 examples. */
  private static final long BLOCK = 4 * 150 * 8;

  @TempDir private static Path parent;

  private static Path onSpark;
  private static Path inProcess;

  @BeforeAll
  static void train() {
    onSpark = parent.resolve("on-spark");
    inProcess = parent.resolve("in-process");
    Command.succeed(Command.small("train", onSpark, "execution.intervals=2", "execution.share-memory=false"));
    Command.succeed(Command.small("train", inProcess, "execution.kind=in-process"));
  }

  @Test
  void aRunOnSparkCountsItsJobsAndBytes() throws IOException {
    JsonNode summary = summary(onSpark);
    List<String> history = Files.readAllLines(onSpark.resolve("history.csv"));
    long jobs = 0;
    for (int number = 0; number < 2; number++) {
      JsonNode level = summary.get("levels").get(number);
      JsonNode iteration = level.get("medianIteration");
      // Two iterations a level: the median one is the second.
      String row = history.get(2 + 2 * number);
      assertEquals(row.substring(row.lastIndexOf(',') + 1), iteration.get("sparkJobs").asText(), row);
      // Every iteration takes the state of each C-point to the driver and back, and no more than some of them.
      long points = level.get("layers").asLong() / 4;
      assertBetween(points * BLOCK, iteration.get("resultBytes").asLong(), 20 * (points + 1) * BLOCK);
      assertBetween(points * BLOCK, iteration.get("broadcastBytes").asLong(), 20 * (points + 1) * BLOCK);
      for (String figure : TRAFFIC) {
        assertTrue(level.get(figure).asLong() > iteration.get(figure).asLong(), figure + " in " + level);
      }
      double seconds = iteration.get("seconds").asDouble();
      assertTrue(seconds > 0 && seconds < level.get("seconds").asDouble(), level::toString);
      jobs += level.get("sparkJobs").asLong();
    }
    // After the last level: serial propagation over the intervals for the final figures, and the weights.
    assertEquals(jobs + 2 + 1, summary.get("sparkJobs").asLong(), summary::toString);
  }

  @Test
  void aRunInProcessHasNoneToCount() throws IOException {
    JsonNode summary = summary(inProcess);
    for (String figure : TRAFFIC) {
      assertTrue(summary.get(figure).isNull(), figure + " in " + summary);
    }
    for (JsonNode level : summary.get("levels")) {
      assertTrue(level.get("medianIteration").get("seconds").asDouble() > 0, level::toString);
    }
    assertTrue(summary.get("peakMemoryBytes").asLong() > 1 << 20, summary::toString);
  }

  @Test
  void theTablesHaveARowForEachRunAndLevel() {
    Command compare = Command.succeed("compare", inProcess.toString(), onSpark.toString());
    List<String> lines = compare.out().lines().toList();
    assertEquals(4 + 1 + 4, lines.size(), compare.out());
    assertTrue(lines.get(0).startsWith("| run | s/iteration, 4 layers | s/iteration, 8 layers |"), compare.out());
    assertTrue(lines.get(2).matches("\\| in-process \\|.* 1\\.00 \\|.*"), compare.out());
    assertTrue(lines.get(3).startsWith("| on-spark |"), compare.out());
    assertTrue(lines.get(7).startsWith("| on-spark | 4 |"), compare.out());
    assertTrue(lines.get(8).startsWith("| on-spark | 8 |"), compare.out());
  }

  @Test
  void whatCannotBeComparedIsNamed() throws IOException {
    assertRefused("nowhere/summary.json: no such file; check the path", parent.resolve("nowhere"));
    assertRefused("summary.json: is no JSON", directory("broken", "{"));
    assertRefused(
        "summary.json: has no levels, must be the summary of a training by this version; train again",
        directory("study", "{}"));
    String shorter = Files.readString(inProcess.resolve("summary.json")).replace("\"layers\" : 4", "\"layers\" : 2");
    assertRefused(
        "other: trained [2, 8] layers, must be [4, 8] as in-process to be compared with it",
        directory("other", shorter));
  }

  private static void assertRefused(String message, Path directory) {
    Command refused = Command.run("compare", inProcess.toString(), directory.toString());
    assertEquals(2, refused.code(), refused.err());
    assertEquals("", refused.out());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().startsWith("error: ") && refused.err().contains(message), refused.err());
  }

  private static void assertBetween(long least, long value, long most) {
    assertTrue(least <= value && value <= most, value + ", must be in " + least + " .. " + most);
  }

  private static Path directory(String name, String summary) throws IOException {
    Path directory = Files.createDirectory(parent.resolve(name));
    Files.writeString(directory.resolve("summary.json"), summary);
    return directory;
  }

  private static JsonNode summary(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("summary.json").toFile());
  }
}
