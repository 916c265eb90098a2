package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that a test starts. It ends with the test, and with the JVM of the tests, and so do those it started. */
class ChildProcess implements AutoCloseable {

  /** Only a process that hangs takes so long. */
  private static final long MOST_MINUTES = 5;

  private final Process process;
  private final Path out;
  private final Path err;
  private final Thread atExit = new Thread(this::kill);

  /** Starts what {@code line} says; {@code scratch} takes what it prints. */
  ChildProcess(ProcessBuilder line, Path scratch) throws IOException {
    out = Files.createTempFile(scratch, "out", ".txt");
    err = Files.createTempFile(scratch, "err", ".txt");
    process = line.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Waits until the process has complained of something that contains {@code text}; gives all complaints. */
  String awaitComplaint(String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
    String complaints = Files.readString(err);
    while (!complaints.contains(text)) {
      assertTrue(process.isAlive() && System.nanoTime() < end, "no '" + text + "' in: " + complaints);
      Thread.sleep(50);
      complaints = Files.readString(err);
    }
    return complaints;
  }

  /** Asks the process to end, as Ctrl-C does. */
  void interrupt() {
    process.destroy();
  }

  /** Whether it still runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends what Ctrl-C sends. */
  void pressCtrlC() throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
  }

  /** What the process did, once it has ended. */
  Command result() throws IOException, InterruptedException {
    assertTrue(
        process.waitFor(MOST_MINUTES, TimeUnit.MINUTES), () -> "the process hangs: " + process.info());
    return new Command(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Override
  public void close() throws IOException {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
    Files.delete(out);
    Files.delete(err);
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
