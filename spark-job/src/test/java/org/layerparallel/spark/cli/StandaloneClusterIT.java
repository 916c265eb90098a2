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
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netlib.util.intW;

/** The application's one jar on a real cluster: a process for the master, for each worker, executor and the driver. */
@EnabledOnOs(OS.LINUX)
class StandaloneClusterIT {

  private static final Path APPLICATION = Path.of(System.getProperty("application.jar"));

  private static final int EXECUTORS = 2;

  private static final String MODEL = "model.safetensors";

  private static final String[] SETTINGS = {
    "network.layers=8", "nested.iterations=[3,2]", "execution.intervals=4"
  };

  private static final Pattern BLAS_LINE = Pattern.compile("INFO ExecutorBlas: BLAS: (.*)");

  @TempDir private Path directory;

  @Test
  void trainsTheModelOfALocalMaster() throws IOException, InterruptedException {
    trainsTheModelOfALocalMaster(List.of());
  }

  /** Spark MLlib brings netlib, and Spark's class loader comes before the application's. */
  @Test
  void trainsTheSameWhereSparkHasMllib() throws IOException, InterruptedException, URISyntaxException {
    trainsTheModelOfALocalMaster(List.of(jarOf(BLAS.class), jarOf(intW.class)));
  }

  @Test
  void theJarHoldsNothingThatAClusterBrings() throws IOException {
    try (JarFile jar = new JarFile(APPLICATION.toFile())) {
      List<String> foreign =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.matches("(org/apache/(spark|hadoop|log4j|logging|commons)|scala|org/slf4j)/.*"))
              .toList();
      assertEquals(List.of(), foreign);
    }
  }

  private void trainsTheModelOfALocalMaster(List<Path> sparksOwn) throws IOException, InterruptedException {
    Path local = directory.resolve("local");
    List<String> command = new ArrayList<>(List.of(Command.small("train", local, SETTINGS)));
    command.set(command.indexOf("--master") + 1, "local[1]");
    Command alone = Forked.run(directory, command.toArray(String[]::new));
    assertEquals(0, alone.code(), alone.err());

    Path run = directory.resolve("run");
    command.subList(1, 3).clear();
    command.set(command.indexOf("--output") + 1, run.toString());
    SparkHome home = SparkHome.of(Files.createDirectory(directory.resolve("spark")), sparksOwn);
    try (StandaloneCluster cluster = new StandaloneCluster(home, EXECUTORS)) {
      Command submitted = cluster.submit(APPLICATION, command);
      assertEquals(0, submitted.code(), submitted.err());
      assertTrue(
          submitted.out().contains("BLAS: native (OpenBLAS), one thread a task; F-points"), submitted.out());
      Command.assertSameFile(local.resolve(MODEL), run.resolve(MODEL));
      assertComputeNatively(cluster.executorLogs());
    }
    assertEquals(1, nativeLibraries(home.user()).size(), () -> "libraries in " + home.user());
  }

  private static void assertComputeNatively(List<String> logs) {
    assertEquals(EXECUTORS, logs.size(), "executors");
    for (String log : logs) {
      List<String> said = BLAS_LINE.matcher(log).results().map(line -> line.group(1)).toList();
      assertEquals(List.of("native (OpenBLAS), one thread a task"), said, log);
    }
  }

  private static List<Path> nativeLibraries(Path user) throws IOException {
    try (Stream<Path> files = Files.walk(user.resolve(".javacpp"))) {
      return files.filter(file -> file.getFileName().toString().matches("libopenblas.*\\.so\\.0")).toList();
    }
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
