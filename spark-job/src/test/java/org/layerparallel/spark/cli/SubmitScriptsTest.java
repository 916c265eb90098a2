package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts for clusters hand to spark-submit; a script that prints its arguments stands in for it. */
@DisabledOnOs(OS.WINDOWS)
class SubmitScriptsTest {

  @TempDir private Path directory;

  private final Map<String, String> variables = new HashMap<>();
  private Path jar;

  @BeforeEach
  void sparkOnThePath() throws IOException {
    Path bin = spark(directory.resolve("path"), "on the path");
    variables.put("PATH", bin + ":" + System.getenv("PATH"));
    jar = Files.writeString(directory.resolve("application.jar"), "");
    variables.put("LAYER_PARALLEL_JAR", jar.toString());
    variables.put("HADOOP_CONF_DIR", directory.toString());
  }

  @Test
  void standaloneHasDefaultsForAll() throws IOException, InterruptedException {
    List<String> given = submitted("train-standalone.sh", "spark://host:7077", "--output", "a b");
    assertEquals(List.of("on the path", "--master", "spark://host:7077"), given.subList(0, 3));
    assertEquals("8", after(given, "--total-executor-cores"));
    assertEquals("4", after(given, "--executor-cores"));
    assertEquals("4g", after(given, "--executor-memory"));
    assertEquals("4g", after(given, "--driver-memory"));
    assertTrue(given.contains("spark.dynamicAllocation.enabled=false"), given::toString);
    assertTrue(given.contains("spark.serializer=org.apache.spark.serializer.JavaSerializer"), given::toString);
    assertTrue(given.contains("spark.executor.extraJavaOptions=-XX:+UseParallelGC"), given::toString);
    String peaks = Command.shipped("data/peaks.conf").toString();
    assertEquals(
        List.of(jar.toString(), "train", "--config", peaks, "--output", "a b"),
        given.subList(given.indexOf(jar.toString()), given.size()));
  }

  @Test
  void variablesStandForAllOfThem() throws IOException, InterruptedException {
    variables.putAll(
        Map.of(
            "SPARK_HOME", spark(directory.resolve("home/bin"), "at home").getParent().toString(),
            "LAYER_PARALLEL_CORES", "12",
            "LAYER_PARALLEL_EXECUTOR_CORES", "3",
            "LAYER_PARALLEL_EXECUTOR_MEMORY", "5g",
            "LAYER_PARALLEL_DRIVER_MEMORY", "6g",
            "LAYER_PARALLEL_JAVA_OPTS", "-Da=1 -Db=2",
            "LAYER_PARALLEL_EVENT_LOG", "hdfs:///events",
            "OPENBLAS_CORETYPE", "Haswell",
            "LAYER_PARALLEL_SPARK_OPTIONS", "--name n --conf spark.dynamicAllocation.enabled=true"));
    List<String> given = submitted("train-standalone.sh", "spark://host:7077");
    assertEquals("at home", given.get(0));
    assertEquals("12", after(given, "--total-executor-cores"));
    assertEquals("3", after(given, "--executor-cores"));
    assertEquals("5g", after(given, "--executor-memory"));
    assertEquals("6g", after(given, "--driver-memory"));
    assertTrue(given.contains("spark.driver.extraJavaOptions=-XX:+UseParallelGC -Da=1 -Db=2"), given::toString);
    assertTrue(given.contains("spark.eventLog.enabled=true"), given::toString);
    assertTrue(given.contains("spark.eventLog.dir=hdfs:///events"), given::toString);
    assertTrue(given.contains("spark.executorEnv.OPENBLAS_CORETYPE=Haswell"), given::toString);
    // After the script's own, for spark-submit takes the last.
    int own = given.indexOf(jar.toString()) - 4;
    assertEquals(
        List.of("--name", "n", "--conf", "spark.dynamicAllocation.enabled=true"), given.subList(own, own + 4));
  }

  @Test
  void onYarnADriverHereReadsItsSettingsHere() throws IOException, InterruptedException {
    variables.put("LAYER_PARALLEL_EXECUTORS", "7");
    Path config = Files.writeString(directory.resolve("own.conf"), "");
    List<String> given = submitted("train-yarn.sh", "client", "--config=" + config);
    assertEquals(List.of("on the path", "--master", "yarn", "--deploy-mode", "client"), given.subList(0, 5));
    assertEquals("7", after(given, "--num-executors"));
    assertEquals("default", after(given, "--queue"));
    assertTrue(given.contains("spark.yarn.maxAppAttempts=1"), given::toString);
    assertEquals(config.toString(), after(given, "--config"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--config FILE", "--config=FILE", "-c FILE", "-cFILE", "-c=FILE"})
  void onYarnADriverThereIsSentItsSettings(String option) throws IOException, InterruptedException {
    Path config = Files.writeString(directory.resolve("own.conf"), "");
    List<String> arguments = new ArrayList<>(List.of("cluster", "--overwrite"));
    arguments.addAll(List.of(option.replace("FILE", config.toString()).split(" ")));
    List<String> given = submitted("train-yarn.sh", arguments.toArray(String[]::new));
    assertEquals(config.toString(), after(given, "--files"));
    assertEquals(
        List.of("train", "--config", "own.conf", "--overwrite"), given.subList(given.size() - 4, given.size()));
  }

  @Test
  void settingsOnHdfsAreNotSent() throws IOException, InterruptedException {
    List<String> given = submitted("train-yarn.sh", "cluster", "--config", "hdfs:///own.conf");
    assertEquals(-1, given.indexOf("--files"));
    assertEquals("hdfs:///own.conf", after(given, "--config"));
  }

  @Test
  void whatIsMissingIsOneLine() throws IOException, InterruptedException {
    refused("train-standalone: MASTER is '', must be spark://HOST:PORT; train-standalone.sh --help explains more",
        "train-standalone.sh");
    refused("train-yarn: the deploy mode is 'yarn', must be client or cluster; train-yarn.sh --help explains more",
        "train-yarn.sh", "yarn");
    refused("train-yarn: --config without a settings file", "train-yarn.sh", "client", "--config");
    variables.put("SPARK_HOME", "/nowhere");
    refused("train-yarn: SPARK_HOME=/nowhere has no bin/spark-submit", "train-yarn.sh", "client");
    variables.put("LAYER_PARALLEL_JAR", "/no.jar");
    refused("train-yarn: LAYER_PARALLEL_JAR=/no.jar is no file", "train-yarn.sh", "client");
    variables.put("HADOOP_CONF_DIR", "");
    refused("train-yarn: HADOOP_CONF_DIR is not set, must be the directory of the cluster's configuration",
        "train-yarn.sh", "client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train-standalone.sh", "train-yarn.sh"})
  void helpNamesEveryVariable(String script) throws IOException, InterruptedException {
    Command help = run(script, "--help");
    assertEquals(0, help.code(), help.err());
    String read = Files.readString(Command.shipped("submit-scripts/" + script));
    String shared = Files.readString(Command.shipped("submit-scripts/cluster.sh"));
    Pattern.compile("\\$\\{(LAYER_PARALLEL_\\w+)")
        .matcher(read + shared)
        .results()
        .map(found -> found.group(1))
        .forEach(name -> assertTrue(help.out().contains("  " + name + " "), name));
  }

  private List<String> submitted(String script, String... arguments) throws IOException, InterruptedException {
    Command command = run(script, arguments);
    assertEquals("", command.err());
    assertEquals(0, command.code());
    return command.out().lines().toList();
  }

  private void refused(String complaint, String script, String... arguments)
      throws IOException, InterruptedException {
    Command command = run(script, arguments);
    assertEquals(complaint + "\n", command.err());
    assertEquals("", command.out());
    assertEquals(2, command.code());
  }

  private Command run(String script, String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Command.shipped("submit-scripts/" + script).toString());
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(name -> name.matches("(SPARK|HADOOP|YARN|LAYER_PARALLEL|OPENBLAS)_.*"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(variables);
    try (ChildProcess process = new ChildProcess(builder, directory)) {
      return process.result();
    }
  }

  /** A spark-submit that prints who it is and what it is given, a line each. */
  private static Path spark(Path bin, String name) throws IOException {
    Path submit = Files.createDirectories(bin).resolve("spark-submit");
    Files.writeString(submit, "#!/bin/sh\nprintf '%s\\n' '" + name + "' \"$@\"\n");
    assertTrue(submit.toFile().setExecutable(true));
    return bin;
  }

  private static String after(List<String> arguments, String option) {
    return arguments.get(arguments.indexOf(option) + 1);
  }
}
