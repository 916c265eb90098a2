package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.layerparallel.spark.plan.Rates;
import org.layerparallel.spark.report.RatesFile;

/** Plans as a user asks for them. */
class PlanCommandTest {

  @TempDir private Path directory;

  private static Command plan(String... more) {
    List<String> arguments = new ArrayList<>(List.of("plan"));
    arguments.addAll(List.of(more));
    return Command.runBeside(arguments.toArray(String[]::new));
  }

  private String rates(Rates rates) throws IOException {
    Path file = directory.resolve("rates.json");
    try (var out = Files.newOutputStream(file)) {
      RatesFile.write(out, rates);
    }
    return file.toString();
  }

  private static void assertSucceeded(Command command) {
    assertEquals("", command.err());
    assertEquals(0, command.code());
  }

  /** The lines to paste. */
  private static List<String> settings(Command command) {
    return command.out().lines().filter(line -> line.matches("[a-z.-]+=[^ ]*")).toList();
  }

  @Test
  void aShallowNarrowNetworkStaysInProcess() {
    Command command = plan("--executors", "16", "--set", "network.layers=16", "--set", "nested.iterations=[5]");
    assertSucceeded(command);
    assertTrue(command.out().contains("Recommended: serial, in process, "), command.out());
    assertTrue(settings(command).contains("execution.kind=in-process"), command.out());
    for (String way : List.of("layer-parallel, in process", "data-parallel", "coarse levels on the driver")) {
      assertTrue(command.out().contains(way), command.out());
    }
  }

  /** Where jobs and bytes are nearly free, executors pay; and what is recommended, train does. */
  @Test
  void aRecommendationIsASettingsFile() throws IOException {
    String free = rates(new Rates(1e-9, 0, 0, 0, 0, 0));
    String[] small = {
      "--set", "network.layers=64", "--set", "nested.iterations=[2]", "--set", "data.peaks.training=2000",
      "--set", "data.peaks.validation=500"
    };
    List<String> arguments = new ArrayList<>(List.of(small));
    arguments.addAll(List.of("--executors", "2", "--cores", "1", "--driver-cores", "1", "--measured", free));
    Command command = plan(arguments.toArray(String[]::new));
    assertSucceeded(command);
    assertTrue(command.out().contains(", 2 executors, "), command.out());
    assertTrue(command.out().contains("(" + free + ")"), command.out());
    List<String> lines = settings(command);
    assertTrue(lines.contains("execution.kind=spark"), command.out());
    Path pasted = Files.write(directory.resolve("plan.conf"), lines);
    List<String> train = new ArrayList<>(List.of("train", "--config", pasted.toString(), "--master", "local[2]"));
    train.addAll(List.of(small));
    train.addAll(List.of("--set", "progress.kind=none", "--output", directory.resolve("run").toString()));
    assertSucceeded(Command.run(train.toArray(String[]::new)));
  }

  @Test
  void jobsThatTakeLongMakeExecutorsUseless() throws IOException {
    String free = rates(new Rates(0, 0, 0, 0, 0, 0));
    String[] arguments = {
      "--executors", "8", "--measured", free, "--set", "network.layers=64", "--set", "nested.iterations=[2]",
      "--job-seconds", "100"
    };
    assertTrue(plan(arguments).out().contains("Recommended: serial, in process"), "jobs of 100 s");
  }

  @ParameterizedTest
  @CsvSource({
    "--executors=0, --executors 0: must be >= 1",
    "--executors=2 --cores=-1, --cores -1: must be >= 1",
    "--executors=2 --network-rate=0, --network-rate 0.0: must be > 0",
    "--executors=2 --job-seconds=-1, --job-seconds -1.0: must be >= 0",
    "--executors=2 --training=0, --training 0: must be >= 1",
    "--executors=2 --measured=/nowhere.json, /nowhere.json: no such file; check the path"
  })
  void badArguments(String arguments, String complaint) {
    Command command = plan(arguments.split(" "));
    assertEquals(2, command.code(), command.err());
    assertEquals("error: " + complaint, command.err().strip());
    assertFalse(command.out().contains("Recommended"), command.out());
  }

  @Test
  void badRates() throws IOException {
    Path file = directory.resolve("bad.json");
    Files.writeString(file, "{\"jobSeconds\": 0.1, \"taskSeconds\": \"many\"}");
    Command command = plan("--executors", "2", "--measured", file.toString());
    assertEquals(2, command.code());
    assertTrue(
        command.err().startsWith("error: " + file + ": taskSeconds is \"many\", must be a number of seconds"),
        command.err());
    Files.writeString(file, "no");
    assertTrue(plan("--executors", "2", "--measured", file.toString()).err().contains(": is no JSON ("), "no JSON");
  }

  @Test
  void filesDoNotTellTheirNumberOfExamples() {
    Command command =
        plan(
            "--executors", "2", "--set", "data.kind=files", "--set", "data.files.feature-count=2", "--set",
            "data.files.classes=2", "--set", "data.files.training.features=nowhere.csv");
    assertEquals(2, command.code());
    assertTrue(command.err().startsWith("error: --training: is missing"), command.err());
  }
}
