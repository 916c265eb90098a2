package org.layerparallel.spark.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.layerparallel.spark.Main;

/**
 * A command that a JVM of its own runs, as users do: a process can have only one Spark, and only a whole process shows
 * what reaches the terminal.
 */
final class Forked extends ChildProcess {

  /** Starts a command line; {@code scratch} takes what it prints. */
  Forked(Path scratch, String... arguments) throws IOException {
    this(List.of(), scratch, arguments);
  }

  /** The same with options for its JVM. */
  Forked(List<String> options, Path scratch, String... arguments) throws IOException {
    super(new ProcessBuilder(line(options, arguments)), scratch);
  }

  /** Runs a command line to its end. */
  static Command run(Path scratch, String... arguments) throws IOException, InterruptedException {
    try (Forked forked = new Forked(scratch, arguments)) {
      return forked.result();
    }
  }

  private static List<String> line(List<String> options, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Spark reaches into by reflection.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk."))
        .forEach(line::add);
    line.add("-Xmx1g");
    line.addAll(options);
    // The application's own logging, not that of the tests.
    line.add("-Dlog4j2.configurationFile=log4j2.properties");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.addAll(List.of(arguments));
    return line;
  }
}
