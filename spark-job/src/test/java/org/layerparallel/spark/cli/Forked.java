package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.layerparallel.spark.Main;

/**
 * A command run by a JVM of its own, as users do: a process can have only one Spark, and only a whole process shows what
 * reaches the terminal.
 */
final class Forked {

  private static final long MOST_MINUTES = 5;

  private Forked() {}

  /** Runs a command line; {@code scratch} takes its output for a while. */
  static Command run(Path scratch, String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Spark reaches into by reflection.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk."))
        .forEach(line::add);
    line.add("-Xmx1g");
    // The application's own logging, not that of the tests.
    line.add("-Dlog4j2.configurationFile=log4j2.properties");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.addAll(List.of(arguments));
    File out = scratch.resolve("out.txt").toFile();
    File err = scratch.resolve("err.txt").toFile();
    Process process = new ProcessBuilder(line).redirectOutput(out).redirectError(err).start();
    try {
      boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
      assertTrue(ended, () -> "not done after " + MOST_MINUTES + " minutes: " + line);
      return new Command(
          process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(out.toPath());
      Files.deleteIfExists(err.toPath());
    }
  }
}
