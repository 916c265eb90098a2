package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ludovic.netlib.blas.BLAS;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.ApplicationJar;
import org.layerparallel.spark.program.PeaksPipeline;
import org.netlib.util.intW;

/** The application's one jar on a real cluster: a process for the master, for each worker, executor and the driver. */
@EnabledOnOs(OS.LINUX)
class StandaloneClusterIT {

  private static final int EXECUTORS = 2;

  /** In data/peaks-training.csv. */
  private static final int POINTS = 500;

  private static final String NATIVE = "native (OpenBLAS), one thread a task";

  private static final String MODEL = "model.safetensors";

  private static final String[] SETTINGS = {
    "network.layers=8", "nested.iterations=[3,2]", "execution.intervals=4"
  };

  private static final Pattern BLAS_LINE = Pattern.compile("INFO ExecutorBlas: BLAS: (.*)");

  /** The other order of looking for classes: the application's jar first, and only then Spark's. */
  private static final List<String> OWN_CLASSES_FIRST =
      List.of("--conf", "spark.driver.userClassPathFirst=true", "--conf", "spark.executor.userClassPathFirst=true");

  /** A way to submit a training with {@code arguments} of the train command. */
  private interface Submission {
    Command train(StandaloneCluster on, List<String> arguments) throws IOException, InterruptedException;
  }

  @TempDir private static Path shared;

  @TempDir private Path directory;

  /** As a distribution of Spark with MLlib, which brings netlib, so that it comes twice. */
  private static SparkHome withMllib;

  private static StandaloneCluster cluster;

  @BeforeAll
  static void startCluster() throws IOException, InterruptedException, URISyntaxException {
    withMllib =
        SparkHome.of(Files.createDirectory(shared.resolve("spark")), List.of(jarOf(BLAS.class), jarOf(intW.class)));
    cluster = new StandaloneCluster(withMllib, EXECUTORS);
  }

  @AfterAll
  static void stopCluster() throws IOException {
    cluster.close();
    withMllib.close();
  }

  @Test
  void theScriptTrainsTheModelOfALocalMaster() throws IOException, InterruptedException {
    Path spark = Files.createDirectory(directory.resolve("spark"));
    try (SparkHome bare = SparkHome.of(spark, List.of());
        StandaloneCluster own = new StandaloneCluster(bare, EXECUTORS)) {
      trainsTheModelOfALocalMaster(
          own, bare, List.of((on, arguments) -> on.train(ApplicationJar.PATH.toString(), arguments)));
    }
  }

  @Test
  void trainsTheSameWhereSparkHasMllib() throws IOException, InterruptedException {
    trainsTheModelOfALocalMaster(
        cluster, withMllib, List.of(submission(List.of()), submission(OWN_CLASSES_FIRST)));
  }

  @Test
  void aPipelineFitsAndPredictsAsOnALocalMaster() throws IOException, InterruptedException {
    Path program = PackageJar.write(PeaksPipeline.class, directory.resolve("program.jar"));
    Path local = directory.resolve("local");
    Path distributed = directory.resolve("distributed");
    List<String> alone = new ArrayList<>(List.of("--master", "local[1]", "--driver-memory", "512m"));
    alone.addAll(ofProgram());
    alone.addAll(pipeline(program, local));
    assertSucceeded(withMllib.submit(alone));
    int before = cluster.executorLogs().size();
    assertSucceeded(cluster.submit(ofProgram(), pipeline(program, distributed)));

    Command.assertSameFile(local.resolve(PeaksPipeline.MODEL), distributed.resolve(PeaksPipeline.MODEL));
    List<String> predictions = predictions(local);
    assertEquals(POINTS, predictions.size());
    assertEquals(predictions, predictions(distributed));
    assertExecutorsComputeNatively(cluster, withMllib, before + EXECUTORS);
  }

  /** In each of several ways, one after the other. */
  private void trainsTheModelOfALocalMaster(StandaloneCluster on, SparkHome home, List<Submission> submissions)
      throws IOException, InterruptedException {
    Path local = directory.resolve("local");
    // The script's own default is another training.
    Path defaults = Files.writeString(directory.resolve("defaults.conf"), "");
    List<String> command = new ArrayList<>(List.of(Command.small("train", local, SETTINGS)));
    command.addAll(List.of("--config", defaults.toString()));
    command.set(command.indexOf("--master") + 1, "local[1]");
    assertSucceeded(Forked.run(directory, command.toArray(String[]::new)));

    int before = on.executorLogs().size();
    for (Submission submission : submissions) {
      Path run = directory.resolve("run" + submissions.indexOf(submission));
      Command submitted = submission.train(on, arguments(command, run));
      assertSucceeded(submitted);
      assertTrue(submitted.out().contains("BLAS: " + NATIVE + "; F-points"), submitted.out());
      Command.assertSameFile(local.resolve(MODEL), run.resolve(MODEL));
    }
    assertExecutorsComputeNatively(on, home, before + EXECUTORS * submissions.size());
  }

  private static void assertSucceeded(Command command) {
    assertEquals(0, command.code(), command.err());
  }

  private static void assertExecutorsComputeNatively(StandaloneCluster on, SparkHome home, int executors)
      throws IOException {
    List<String> logs = on.executorLogs();
    assertEquals(executors, logs.size(), "executors");
    logs.forEach(StandaloneClusterIT::assertComputesNatively);
    List<Path> extracted = Command.nativeLibraries(home.user().resolve(".javacpp"));
    assertEquals(1, extracted.size(), () -> "libraries extracted: " + extracted);
  }

  /** What spark-submit has to know of a user's program. */
  private static List<String> ofProgram() {
    return List.of("--class", PeaksPipeline.class.getName(), "--jars", ApplicationJar.PATH.toString());
  }

  private static List<String> pipeline(Path program, Path results) {
    return List.of(
        program.toString(),
        Command.shipped("data/peaks-training.csv").toUri().toString(),
        results.toUri().toString().replaceAll("/$", ""));
  }

  /** Rows in their order, as text of so many digits that each double has its own. */
  private static List<String> predictions(Path results) throws IOException {
    Path directory = results.resolve(PeaksPipeline.PREDICTIONS);
    List<String> rows = new ArrayList<>();
    for (String name : Command.names(directory)) {
      if (name.startsWith("part-")) {
        rows.addAll(Files.readAllLines(directory.resolve(name)));
      }
    }
    return rows;
  }

  /** By spark-submit itself. */
  private static Submission submission(List<String> options) {
    return (on, arguments) -> {
      List<String> application = new ArrayList<>(List.of(ApplicationJar.PATH.toString(), "train"));
      application.addAll(arguments);
      return on.submit(options, application);
    };
  }

  /** The arguments of {@code command}, but for the master, with another output directory. */
  private static List<String> arguments(List<String> command, Path output) {
    List<String> arguments = new ArrayList<>(command.subList(1, command.size()));
    int master = arguments.indexOf("--master");
    arguments.subList(master, master + 2).clear();
    arguments.set(arguments.indexOf("--output") + 1, output.toString());
    return arguments;
  }

  private static void assertComputesNatively(String log) {
    // Spark adds what it needs of Java 17 by itself.
    assertTrue(log.contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"), log);
    List<String> said = BLAS_LINE.matcher(log).results().map(line -> line.group(1)).toList();
    assertEquals(List.of(NATIVE), said, log);
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
