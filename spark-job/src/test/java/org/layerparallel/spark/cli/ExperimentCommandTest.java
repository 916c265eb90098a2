package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.data.SmallScene;

/** Experiments as a user runs them, of small networks and few iterations. */
class ExperimentCommandTest {

  /** Nested and non-nested, two magnitudes, two Tikhonov parameters, one seed. */
  private static final int RUNS = 8;

  @TempDir private static Path parent;

  private static Path statistics;
  private static Command first;

  @BeforeAll
  static void runStatistics() {
    statistics = parent.resolve("statistics");
    first = Command.succeed(statisticsOf(statistics));
  }

  private static String[] statisticsOf(Path output, String... more) {
    return experiment("peaks-statistics", output, with(List.of("--widths", "3", "--seeds", "1"), more));
  }

  private static String[] with(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String[] experiment(String name, Path output, String... more) {
    return with(
        List.of(
            "experiment", name, "--quick", "--master", "local[2]", "--output", output.toString(),
            "--set", "data.peaks.training=50", "--set", "data.peaks.validation=20", "--set", "progress.kind=none"),
        more);
  }

  @Test
  void everyRunIsInTheRawDataAndTheTable() throws IOException {
    List<String> runs = Files.readAllLines(statistics.resolve("runs.csv"));
    assertEquals(
        "run,width,method,magnitude,tikhonov,seed,validation_accuracy,train_accuracy,objective,loss,iterations,"
            + "stop_reasons,wall_seconds",
        runs.get(0));
    assertEquals(1 + RUNS, runs.size());
    assertTrue(first.out().contains("| 3 | nested | 4 |"), first.out());
    assertTrue(first.out().contains("| 3 | non-nested | 4 |"), first.out());
    for (String file : List.of("accuracy.png", "settings.conf", "summary.json", "results.md", "iterations.csv", "report.html")) {
      assertTrue(Files.size(statistics.resolve(file)) > 0, file);
    }
  }

  @Test
  void parquetHoldsWhatCsvHolds() throws IOException {
    try (SparkSession spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate()) {
      for (String table : List.of("runs", "iterations")) {
        List<String> csv = Files.readAllLines(statistics.resolve(table + ".csv"));
        Dataset<Row> parquet = spark.read().parquet(statistics.resolve(table + ".parquet").toString());
        assertEquals(List.of(csv.get(0).split(",")), List.of(parquet.columns()));
        List<Row> rows = parquet.collectAsList();
        assertEquals(csv.size() - 1, rows.size());
        for (int row = 0; row < rows.size(); row++) {
          assertEquals(csv.get(row + 1), rows.get(row).mkString(",").replace("NaN", ""));
        }
      }
    }
  }

  @Test
  void aRunIsTheSameAsATrainingBySettingsOfItsOwn() throws IOException {
    Path run = statistics.resolve("runs/w3-nested-1e-6-1e-5-1");
    Path again = parent.resolve("again");
    Command.succeed(
        "train", "--config", run.resolve("settings.conf").toString(), "--output", again.toString(),
        "--set", "execution.kind=spark", "--set", "execution.intervals=2", "--master", "local[2]");
    Command.assertSameFile(run.resolve("model.safetensors"), again.resolve("model.safetensors"));
  }

  @Test
  void whatIsTrainedIsNotTrainedAgain() throws IOException {
    Path copy = parent.resolve("interrupted");
    for (Path file : tree(statistics)) {
      Files.copy(file, copy.resolve(statistics.relativize(file).toString()));
    }
    Path missing = copy.resolve("runs/w3-non-nested-0-1e-7-1");
    FileUtil.fullyDelete(missing.toFile());
    Map<String, FileTime> before = times(copy.resolve("runs"));
    Command.succeed(statisticsOf(copy, "--set", "execution.threads=1"));
    Map<String, FileTime> after = times(copy.resolve("runs"));
    assertTrue(after.entrySet().containsAll(before.entrySet()), after + " must have " + before);
    assertEquals(RUNS, after.size());
    Command.assertSameFile(
        statistics.resolve("runs/w3-non-nested-0-1e-7-1/model.safetensors"), missing.resolve("model.safetensors"));
    assertEquals(accuracies(statistics), accuracies(copy));
  }

  @Test
  void scalingIsMeasuredWherePossibleAndPredictedBeyond() throws IOException {
    Path output = parent.resolve("scaling");
    Command.succeed(
        "experiment", "scaling", "--quick", "--output", output.toString(), "--set", "data.peaks.training=500", "--set",
        "data.peaks.validation=100");
    List<String> validation = Files.readAllLines(output.resolve("validation.csv"));
    assertEquals("place,network,method,depth,measured_seconds,predicted_seconds", validation.get(0));
    // Two places, two networks, multigrid and exact propagation; on Spark in columns, too.
    assertEquals(1 + 2 * 2 * 2 + 2, validation.size());
    for (String row : validation.subList(1, validation.size())) {
      String[] cells = row.split(",");
      assertTrue(Double.parseDouble(cells[4]) > 0 && Double.parseDouble(cells[5]) > 0, row);
    }
    List<String> model = Files.readAllLines(output.resolve("model.csv"));
    // Three subjects, two depths, three numbers of executors: at least data-parallel or layer-parallel, and in process.
    assertTrue(model.size() > 3 * 2 * 3 * 4, model.size() + " rows");
    for (String file :
        List.of("rates-local-2.json", "scaling-peaks.png", "scaling-large.png", "report.html", "results.md")) {
      assertTrue(Files.size(output.resolve(file)) > 0, file);
    }
    Command plan =
        Command.succeed("plan", "--executors", "2", "--measured", output.resolve("rates-local-2.json").toString());
    assertTrue(plan.out().contains("Recommended: "), plan.out());
  }

  @Test
  void runsOfOtherSettingsAreRefused() {
    Command refused = Command.run(statisticsOf(statistics, "--set", "data.peaks.seed=7"));
    assertRefused(refused, "was trained with another data.peaks.seed; give another --output, or delete it");
  }

  @Test
  void badInputIsToldInOneLine() {
    Path nowhere = parent.resolve("nowhere");
    assertRefused(
        Command.run(statisticsOf(nowhere, "--set", "network.width=4")),
        "network.width: is what the experiment varies, must not be set");
    assertRefused(Command.run(experiment("peaks-statistics", nowhere, "--seeds", "0")), "--seeds 0: must be >= 1");
    assertRefused(Command.run(experiment("peaks-statistics", nowhere, "--widths", "3,0")), "each must be >= 1");
    assertRefused(
        Command.run(statisticsOf(nowhere, "--set", "objective.classification=-1")), "objective.classification");
    assertEquals(2, Command.run("experiment").code());
    assertFalse(Files.exists(nowhere));
  }

  @Test
  void theBestRunsAreTrainedAgainToTheSameAccuracy() throws IOException {
    Path output = parent.resolve("work-units");
    String[] command =
        experiment(
            "peaks-work-units", output, "--widths", "3", "--seeds", "1", "--statistics", statistics.toString());
    Command.succeed(command);
    List<String> best = Files.readAllLines(output.resolve("runs.csv"));
    assertEquals(1 + 2, best.size());
    Map<String, String> candidates = accuracies(statistics);
    accuracies(output).forEach((run, accuracy) -> assertEquals(candidates.get(run), accuracy, run));
    for (String method : List.of("-nested-", "-non-nested-")) {
      double most =
          candidates.entrySet().stream()
              .filter(run -> run.getKey().startsWith("w3" + method))
              .mapToDouble(run -> Double.parseDouble(run.getValue()))
              .max()
              .orElseThrow();
      assertTrue(
          accuracies(output).entrySet().stream()
              .anyMatch(run -> run.getKey().startsWith("w3" + method) && Double.parseDouble(run.getValue()) == most),
          best::toString);
    }
    assertTrue(Files.size(output.resolve("accuracy-width-3.png")) > 0);
  }

  @Test
  void perceptronsAreTrainedBesideOurNetworks() throws IOException {
    Path output = parent.resolve("perceptron");
    Path config =
        Files.writeString(
            parent.resolve("scene.conf"),
            """
            data { kind = scene, scene { cube = "%s", ground-truth = "%s", training = 60, validation = 30 } }
            network.width = 8
            """
                .formatted(SmallScene.writeCube(parent), SmallScene.writeGroundTruth(parent)));
    Path peaks = Files.writeString(parent.resolve("peaks.conf"), "network.width = 3");
    String[] command =
        experiment(
            "perceptron", output, "--hidden", "1,2", "--layers", "4", "--scene-layers", "8", "--seeds", "2",
            "--config", peaks.toString(), "--scene-config", config.toString());
    Command all = Command.succeed(command);
    List<String> runs = Files.readAllLines(output.resolve("runs.csv"));
    assertEquals(1 + 2 * (2 * 2 + 2), runs.size(), runs::toString);
    assertTrue(runs.get(0).startsWith("run,problem,method,depth,seed,validation_accuracy,"), runs.get(0));
    assertTrue(runs.stream().anyMatch(run -> run.startsWith("peaks-perceptron-2-1,peaks,perceptron,2,1,")));
    assertTrue(runs.stream().anyMatch(run -> run.startsWith("scene-layer-parallel-8-2,scene,layer-parallel,8,2,")));
    assertTrue(all.out().contains("| perceptron | 2 | 2 |"), all.out());
    for (String file : List.of("accuracy-peaks.png", "accuracy-scene.png", "report.html", "results.md")) {
      assertTrue(Files.size(output.resolve(file)) > 0, file);
    }
    assertRefused(
        Command.run(experiment("perceptron", output, "--layers", "6")),
        "--layers [6]: 6 must be a multiple of 4, and positive");
  }

  /** Twenty-one choices, and of eleven methods, batch sizes and numbers of cycles the best once more. */
  @Test
  void everyMethodAndBatchSizeIsCompared() throws IOException {
    Path output = parent.resolve("stochastic");
    Command command =
        Command.succeed(
            experiment("stochastic", output, "--seeds", "1"));
    assertEquals(1 + 21, Files.readAllLines(output.resolve("search/runs.csv")).size());
    assertEquals(1 + 11, Files.readAllLines(output.resolve("runs.csv")).size());
    Map<String, String> searched = accuracies(output.resolve("search"));
    accuracies(output).forEach((run, accuracy) -> assertEquals(searched.get(run), accuracy, run));
    assertTrue(command.out().contains("| adam | 250 |"), command.out());
    assertTrue(Files.size(output.resolve("accuracy.png")) > 0);
    assertRefused(
        Command.run(
            experiment("stochastic", parent.resolve("refused"), "--seeds", "1", "--set", "optimizer.step.initial=7")),
        "optimizer.step.initial: is what the experiment varies, must not be set");
    assertRefused(Command.run(experiment("stochastic", output, "--seeds", "0")), "--seeds 0: must be >= 1");
  }

  private static void assertRefused(Command refused, String message) {
    assertEquals(2, refused.code(), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().startsWith("error: ") && refused.err().contains(message), refused.err());
  }

  /** Final validation accuracies by run. */
  private static Map<String, String> accuracies(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output.resolve("runs.csv"));
    int column = List.of(lines.get(0).split(",")).indexOf("validation_accuracy");
    Map<String, String> accuracies = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      accuracies.put(line.split(",")[0], line.split(",")[column]);
    }
    return accuracies;
  }

  private static Map<String, FileTime> times(Path runs) throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    for (String run : Command.names(runs)) {
      times.put(run, Files.getLastModifiedTime(runs.resolve(run).resolve("summary.json")));
    }
    return times;
  }

  private static List<Path> tree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.toList();
    }
  }
}
