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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.ApplicationJar;
import org.netlib.util.intW;

/** The application's one jar on a real cluster: a process for the master, for each worker, executor and the driver. */
@EnabledOnOs(OS.LINUX)
class StandaloneClusterIT {

  private static final int EXECUTORS = 2;

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
    Command train(StandaloneCluster cluster, List<String> arguments) throws IOException, InterruptedException;
  }

  @TempDir private Path directory;

  @Test
  void theScriptTrainsTheModelOfALocalMaster() throws IOException, InterruptedException {
    trainsTheModelOfALocalMaster(
        List.of(), List.of((cluster, arguments) -> cluster.train(ApplicationJar.PATH.toString(), arguments)));
  }

  /** Spark MLlib brings netlib, so it comes twice. */
  @Test
  void trainsTheSameWhereSparkHasMllib() throws IOException, InterruptedException, URISyntaxException {
    trainsTheModelOfALocalMaster(
        List.of(jarOf(BLAS.class), jarOf(intW.class)),
        List.of(submission(List.of()), submission(OWN_CLASSES_FIRST)));
  }

  /** In each of several ways, one after the other. */
  private void trainsTheModelOfALocalMaster(List<Path> sparksOwn, List<Submission> submissions)
      throws IOException, InterruptedException {
    Path local = directory.resolve("local");
    // The script's own default is another training.
    Path defaults = Files.writeString(directory.resolve("defaults.conf"), "");
    List<String> command = new ArrayList<>(List.of(Command.small("train", local, SETTINGS)));
    command.addAll(List.of("--config", defaults.toString()));
    command.set(command.indexOf("--master") + 1, "local[1]");
    Command alone = Forked.run(directory, command.toArray(String[]::new));
    assertEquals(0, alone.code(), alone.err());

    Path spark = Files.createDirectory(directory.resolve("spark"));
    try (SparkHome home = SparkHome.of(spark, sparksOwn);
        StandaloneCluster cluster = new StandaloneCluster(home, EXECUTORS)) {
      for (Submission submission : submissions) {
        Path run = directory.resolve("run" + submissions.indexOf(submission));
        Command submitted = submission.train(cluster, arguments(command, run));
        assertEquals(0, submitted.code(), submitted.err());
        assertTrue(submitted.out().contains("BLAS: " + NATIVE + "; F-points"), submitted.out());
        Command.assertSameFile(local.resolve(MODEL), run.resolve(MODEL));
      }
      List<String> logs = cluster.executorLogs();
      assertEquals(EXECUTORS * submissions.size(), logs.size(), "executors");
      logs.forEach(StandaloneClusterIT::assertComputesNatively);
      List<Path> extracted = Command.nativeLibraries(home.user().resolve(".javacpp"));
      assertEquals(1, extracted.size(), () -> "libraries extracted: " + extracted);
    }
  }

  /** By spark-submit itself. */
  private static Submission submission(List<String> options) {
    return (cluster, arguments) -> {
      List<String> application = new ArrayList<>(List.of(ApplicationJar.PATH.toString(), "train"));
      application.addAll(arguments);
      return cluster.submit(options, application);
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
