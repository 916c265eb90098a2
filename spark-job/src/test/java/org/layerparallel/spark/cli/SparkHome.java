package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.layerparallel.spark.ApplicationJar;

/**
 * A directory like that of a Spark distribution, and a home directory of a user who has never run anything: what it
 * takes to start the processes of a cluster as its scripts do, all on loopback.
 *
 * @param directory holds {@code jars}, {@code bin/spark-submit}, and what the processes write
 */
record SparkHome(Path directory) implements AutoCloseable {

  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** Separates what the launcher prints from what the JVM has to say; the command follows, each part ended by a NUL. */
  private static final String BEFORE_COMMAND = "\0\n";

  /** Makes one in {@code directory} of Spark's jars, which the build lists, and {@code more}. */
  static SparkHome of(Path directory, List<Path> more) throws IOException {
    SparkHome home = new SparkHome(directory);
    Path jars = Files.createDirectories(home.jars());
    Files.createDirectories(home.conf());
    Files.createDirectories(home.user());
    for (Path jar : Stream.concat(ApplicationJar.classPath("spark.class.path.file"), more.stream()).toList()) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    Files.createSymbolicLink(
        Files.createDirectories(home.bin()).resolve("spark-submit"),
        Command.shipped("submit-scripts/spark-submit.sh"));
    return home;
  }

  /** Home directory of the user. */
  Path user() {
    return directory.resolve("user");
  }

  /** Starts a class of Spark with the JVM options that Spark itself thinks right, as {@code bin/spark-class} does. */
  ChildProcess start(String type, List<String> arguments) throws IOException, InterruptedException {
    List<String> ask = new ArrayList<>(List.of(JAVA, "-Xmx128m", "-cp", jars() + "/*"));
    ask.addAll(List.of("org.apache.spark.launcher.Main", type));
    ask.addAll(arguments);
    Command launcher;
    try (ChildProcess asked = new ChildProcess(prepared(ask), directory)) {
      launcher = asked.result();
    }
    assertEquals(0, launcher.code(), launcher.err());
    String printed = launcher.out();
    int at = printed.indexOf(BEFORE_COMMAND) + BEFORE_COMMAND.length();
    return new ChildProcess(prepared(List.of(printed.substring(at).split("\0"))), directory);
  }

  /** Runs spark-submit with {@code arguments} to its end. */
  Command submit(List<String> arguments) throws IOException, InterruptedException {
    try (ChildProcess submitted = start("org.apache.spark.deploy.SparkSubmit", arguments)) {
      return submitted.result();
    }
  }

  /** Starts a program in the environment that Spark's processes have, with {@code more} of it. */
  ChildProcess start(List<String> line, Map<String, String> more) throws IOException {
    ProcessBuilder builder = prepared(line);
    builder.environment().putAll(more);
    return new ChildProcess(builder, directory);
  }

  /** Deletes the links, of which the tests' own cleaning up would warn. */
  @Override
  public void close() throws IOException {
    for (Path links : List.of(jars(), bin())) {
      for (String name : Command.names(links)) {
        Files.delete(links.resolve(name));
      }
    }
  }

  /** With nothing of Spark or Hadoop that the environment of the tests has. */
  private ProcessBuilder prepared(List<String> line) {
    ProcessBuilder builder = new ProcessBuilder(line);
    Map<String, String> environment = builder.environment();
    String foreign = "(SPARK|HADOOP|YARN|JAVA|LAYER_PARALLEL)_.*|_?JAVA_OPTIONS|JDK_JAVA_OPTIONS";
    environment.keySet().removeIf(name -> name.matches(foreign));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    // None of them runs long enough for the second compiler.
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -Duser.home=" + user());
    environment.put("SPARK_HOME", directory.toString());
    environment.put("SPARK_CONF_DIR", conf().toString());
    environment.put("SPARK_SCALA_VERSION", System.getProperty("scala.binary.version"));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("SPARK_DAEMON_MEMORY", "256m");
    return builder;
  }

  Path jars() {
    return directory.resolve("jars");
  }

  private Path bin() {
    return directory.resolve("bin");
  }

  /** Takes {@code spark-defaults.conf}. */
  Path conf() {
    return directory.resolve("conf");
  }
}
