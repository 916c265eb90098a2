package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    Command submitted = train("cluster", "/runs/cluster");
    assertEquals(0, submitted.code(), () -> submitted.err() + logs("stderr"));
    assertSameModel(uri("/runs/cluster/" + MODEL));
    assertEquals(1, logs("stdout").stream().filter(log -> log.contains(NATIVE)).count(), "drivers in containers");
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

  private static void assertSameModel(String model) throws IOException {
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
    List<String> line =
        List.of(
            Command.shipped("submit-scripts/train-yarn.sh").toString(),
            mode,
            "--config", settings.toString(),
            "--set", "data.files.training.features=" + uri("/data/peaks-training.csv"),
            "--set", "data.files.validation.features=" + uri("/data/peaks-validation.csv"),
            // Without scheme, hence on the cluster's default file system.
            "--output", output);
    Map<String, String> variables =
        Map.of(
            "HADOOP_CONF_DIR", hadoop.configuration().toString(),
            "LAYER_PARALLEL_JAR", System.getProperty("application.jar"),
            "LAYER_PARALLEL_EXECUTORS", "" + EXECUTORS,
            "LAYER_PARALLEL_EXECUTOR_CORES", "1",
            "LAYER_PARALLEL_EXECUTOR_MEMORY", "512m",
            "LAYER_PARALLEL_DRIVER_MEMORY", "512m",
            "LAYER_PARALLEL_EVENT_LOG", uri(EVENTS));
    try (ChildProcess submitted = spark.start(line, variables)) {
      return submitted.result();
    }
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
            "train",
            "--master", "local[1]",
            "--config", settings.toString(),
            "--set", "data.files.training.features=" + data + "-training.csv",
            "--set", "data.files.validation.features=" + data + "-validation.csv",
            "--output", output.toString());
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
