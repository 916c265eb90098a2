package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The application's one jar on YARN, as {@code train-yarn.sh} submits it, with all its files on HDFS. */
@EnabledOnOs(OS.LINUX)
@EnabledIf(value = "sparkHasYarn", disabledReason = "the build has no spark-yarn for this Spark (spark.yarn.skip)")
class YarnClusterIT {

  /** What Spark has besides to run on YARN. */
  private static final Path YARN = Path.of(System.getProperty("spark.yarn.directory"));

  private static final int EXECUTORS = 2;

  private static final String NATIVE = "BLAS: native (OpenBLAS), one thread a task";

  private static final String MODEL = "model.safetensors";

  private static final String EVENTS = "/events";

  private static final String SETTINGS =
      """
      network { width = 4, layers = 8 }
      nested { iterations = [3, 2], first-solves.iterations = 0 }
      execution.intervals = 4
      progress.kind = none
      data { kind = files, files { feature-count = 2, classes = 5 } }
      """;

  @TempDir private static Path directory;

  private static HadoopCluster hadoop;
  private static FileSystem hdfs;
  private static SparkHome spark;
  private static Path settings;
  private static byte[] expected;

  static boolean sparkHasYarn() {
    return Files.isDirectory(YARN);
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    hadoop = new HadoopCluster(Files.createDirectory(directory.resolve("hadoop")));
    hdfs = hadoop.files();
    List<Path> client = Command.names(YARN).stream().map(YARN::resolve).toList();
    spark = SparkHome.of(Files.createDirectory(directory.resolve("spark")), client);
    Files.writeString(spark.conf().resolve("spark-defaults.conf"), administratorsDefaults());
    settings = Files.writeString(directory.resolve("small.conf"), SETTINGS);
    trainHere();
  }

  @AfterAll
  static void stop() throws IOException {
    if (spark != null) {
      spark.close();
    }
    if (hadoop != null) {
      hdfs.close();
      hadoop.close();
    }
  }

  @Test
  void withTheDriverHereTheModelIsThatOfALocalMaster() throws IOException, InterruptedException {
    Command submitted = train("client", "/runs/client");
    assertEquals(0, submitted.code(), submitted.err());
    assertTrue(submitted.out().contains(NATIVE), submitted.out());
    String model = uri("/runs/client/" + MODEL);
    assertTrue(submitted.out().contains(" " + model + "\n"), submitted.out());
    assertSameModel(model);
  }

  @Test
  void withTheDriverOnTheClusterToo() throws IOException, InterruptedException {
    long before = driversInContainers();
    Command submitted = train("cluster", "/runs/cluster");
    assertEquals(0, submitted.code(), () -> submitted.err() + logs("stderr"));
    assertSameModel(uri("/runs/cluster/" + MODEL));
    assertEquals(before + 1, driversInContainers(), "drivers in containers");
  }

  private static long driversInContainers() {
    return logs("stdout").stream().filter(log -> log.contains(NATIVE)).count();
  }

  /** Bad input is said once, for it is bad the second time, too. */
  @Test
  void aDriverOnTheClusterIsNotStartedAgain() throws IOException, InterruptedException {
    Command submitted = train("cluster", "/data");
    assertEquals(1, submitted.code(), submitted.err());
    String error =
        "error: output.dir = /data: exists and is not empty, must be new or empty;"
            + " --overwrite (output.overwrite = true) replaces an earlier run's output\n";
    assertEquals(1, logs("stderr").stream().filter(log -> log.contains(error)).count(), "drivers that said it");
  }

  /** As when the machine of the driver fails: its checkpoints are on HDFS, and YARN's second attempt goes on from them. */
  @Test
  void aDriverThatIsKilledIsStartedAgainAndGoesOn() throws IOException, InterruptedException {
    String[] longer = {"--set", "nested.iterations=[60,10]"};
    Path here = directory.resolve("longer");
    List<String> local = new ArrayList<>(List.of("train", "--config", settings.toString(), "--output", here.toString()));
    local.addAll(inputs(directory.resolve("peaks").toString()));
    local.addAll(List.of(longer));
    local.addAll(List.of("--master", "local[1]"));
    Command alone = Forked.run(directory, local.toArray(String[]::new));
    assertEquals(0, alone.code(), alone.err());

    List<String> resumable = new ArrayList<>(List.of(longer));
    resumable.addAll(
        List.of("--checkpoint-dir", "/kept", "--resume", "--set", "checkpoint.iterations=1"));
    Command submitted;
    try (ChildProcess submission = submit("cluster", "/runs/resumed", resumable)) {
      org.apache.hadoop.fs.Path third = new org.apache.hadoop.fs.Path("/kept/checkpoint-000003");
      while (!hdfs.exists(third)) {
        assertTrue(submission.isAlive(), () -> "ended before its third checkpoint: " + logs("stderr"));
        Thread.sleep(20);
      }
      assertEquals(1, killDrivers(), "drivers that were killed");
      submitted = submission.result();
    }
    assertEquals(0, submitted.code(), () -> submitted.err() + logs("stderr"));
    String resuming = "Resuming from " + uri("/kept/checkpoint-");
    assertEquals(1, logs("stdout").stream().filter(log -> log.contains(resuming)).count(), () -> "" + logs("stdout"));
    assertSameModel(uri("/runs/resumed/" + MODEL), Files.readAllBytes(here.resolve(MODEL)));
    assertFalse(hdfs.exists(new org.apache.hadoop.fs.Path("/kept")), "checkpoints are left");
  }

  /** Kills the drivers that run in containers (SIGKILL); their number. */
  private static long killDrivers() throws IOException {
    long killed = 0;
    for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
      Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      // The shell that started it has the same words in one argument.
      if (Files.exists(line)
          && List.of(Files.readString(line).split("\0")).contains("org.apache.spark.deploy.yarn.ApplicationMaster")) {
        process.destroyForcibly();
        killed++;
      }
    }
    return killed;
  }

  private static void assertSameModel(String model) throws IOException {
    assertSameModel(model, expected);
  }

  private static void assertSameModel(String model, byte[] expected) throws IOException {
    byte[] trained;
    try (InputStream in = hdfs.open(new org.apache.hadoop.fs.Path(model))) {
      trained = in.readAllBytes();
    }
    assertEquals(-1, Arrays.mismatch(expected, trained), "first byte in which " + model + " differs");
  }

  /** Without the trouble of exceptions. */
  private static List<String> logs(String name) {
    try {
      return hadoop.containerLogs(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Command train(String mode, String output) throws IOException, InterruptedException {
    try (ChildProcess submitted = submit(mode, output, List.of())) {
      return submitted.result();
    }
  }

  private static ChildProcess submit(String mode, String output, List<String> more) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Command.shipped("submit-scripts/train-yarn.sh").toString(),
                mode,
                "--config", settings.toString(),
                // Without scheme, hence on the cluster's default file system.
                "--output", output));
    line.addAll(inputs(uri("/data/peaks")));
    line.addAll(more);
    Map<String, String> variables =
        Map.of(
            "HADOOP_CONF_DIR", hadoop.configuration().toString(),
            "LAYER_PARALLEL_JAR", System.getProperty("application.jar"),
            "LAYER_PARALLEL_EXECUTORS", "" + EXECUTORS,
            "LAYER_PARALLEL_EXECUTOR_CORES", "1",
            "LAYER_PARALLEL_EXECUTOR_MEMORY", "512m",
            "LAYER_PARALLEL_DRIVER_MEMORY", "512m",
            "LAYER_PARALLEL_EVENT_LOG", uri(EVENTS));
    return spark.start(line, variables);
  }

  private static List<String> inputs(String prefix) {
    return List.of(
        "--set", "data.files.training.features=" + prefix + "-training.csv",
        "--set", "data.files.validation.features=" + prefix + "-validation.csv");
  }

  /** The data, here and on HDFS, and the model that a local master makes of them. */
  private static void trainHere() throws IOException, InterruptedException {
    Path data = directory.resolve("peaks");
    for (String prefix : List.of(data.toString(), uri("/data/peaks"))) {
      Command.succeed("generate", "--training", "100", "--validation", "50", "--output", prefix);
    }
    Path output = directory.resolve("local");
    Command alone =
        Forked.run(
            directory,
            Stream.of(
                    List.of("train", "--master", "local[1]", "--config", settings.toString()),
                    inputs(data.toString()),
                    List.of("--output", output.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new));
    assertEquals(0, alone.code(), alone.err());
    expected = Files.readAllBytes(output.resolve(MODEL));
    hdfs.mkdirs(new org.apache.hadoop.fs.Path(EVENTS));
  }

  /** What an administrator sets once: where the machines have Spark, and what is special about them. */
  private static String administratorsDefaults() {
    String environment = "JAVA_TOOL_OPTIONS -XX:TieredStopAtLevel=1 -Duser.home=" + spark.user();
    return String.join(
        "\n",
        "spark.yarn.jars local:" + spark.jars() + "/*",
        "spark.yarn.appMasterEnv." + environment,
        "spark.yarn.appMasterEnv.SPARK_LOCAL_IP 127.0.0.1",
        "spark.executorEnv." + environment,
        "spark.executorEnv.SPARK_LOCAL_IP 127.0.0.1");
  }

  private static String uri(String path) {
    return hdfs.getUri() + path;
  }
}
