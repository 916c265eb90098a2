package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.layerparallel.spark.Main;

/**
 * A command that a JVM of its own runs, as users do: a process can have only one Spark, and only a whole process shows
 * what reaches the terminal.
 */
final class Forked implements AutoCloseable {

  /** Only a process that hangs takes so long. */
  private static final long MOST_MINUTES = 5;

  private final Process process;
  private final Path out;
  private final Path err;

  /** Starts a command line; {@code scratch} takes what it prints. */
  Forked(Path scratch, String... arguments) throws IOException {
    this(List.of(), scratch, arguments);
  }

  /** The same with options for its JVM. */
  Forked(List<String> options, Path scratch, String... arguments) throws IOException {
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
    out = Files.createTempFile(scratch, "out", ".txt");
    err = Files.createTempFile(scratch, "err", ".txt");
    process =
        new ProcessBuilder(line)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
  }

  /** Runs a command line to its end. */
  static Command run(Path scratch, String... arguments) throws IOException, InterruptedException {
    try (Forked forked = new Forked(scratch, arguments)) {
      return forked.result();
    }
  }

  /** Waits until the process has complained of something that contains {@code text}. */
  void awaitComplaint(String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
    while (!Files.readString(err).contains(text)) {
      assertTrue(
          process.isAlive() && System.nanoTime() < end,
          "no '" + text + "' in: " + Files.readString(err));
      Thread.sleep(50);
    }
  }

  /** Asks the process to end, as Ctrl-C does. */
  void interrupt() {
    process.destroy();
  }

  /** What the process did, once it has ended. */
  Command result() throws IOException, InterruptedException {
    assertTrue(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES), "the process hangs");
    return new Command(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(out);
    Files.delete(err);
  }
}
