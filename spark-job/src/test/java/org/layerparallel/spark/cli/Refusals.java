package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * Runs commands on inputs that are malformed for sure, and holds each to what a user may expect: exit code 2, nothing
 * but lines that begin with "error: ", an end, memory in proportion to the input, and all files as they were.
 */
final class Refusals {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A guard against hanging, and no measure of anything. */
  private static final Duration HANGS = Duration.ofSeconds(20);

  /** What a command allocates, all in all, before and beside reading its input. */
  private static final long FIXED_BYTES = 48 << 20;

  private static final long BYTES_PER_BYTE = 64;

  private static final int LONGEST_LINE = 1100;

  /** A line of an error; what it quotes moves no cursor. */
  private static final Pattern ERROR = Pattern.compile("error: [^\\p{Cntrl}]{10,}");

  private static final int SHOWN = 20;

  private final Path directory;
  private final List<String> failures = new ArrayList<>();
  private int count;

  /**
   * @param directory where all that the commands read and write is
   */
  Refusals(Path directory) {
    this.directory = directory;
  }

  /** Demands that all were refused as they should be, and at least {@code least} of them. */
  void requireAll(int least) {
    assertEquals(List.of(), failures.stream().limit(SHOWN).toList(), failures.size() + " failures");
    assertTrue(count >= least, () -> count + " malformed inputs, must be at least " + least);
  }

  /**
   * Runs a command that must be refused.
   *
   * @param what the matter is, for the message of a failure
   * @param bytes of its input
   */
  void refuse(String what, long bytes, String... arguments) {
    if (count == 0) {
      // The first one loads classes.
      Command.runBeside(arguments);
    }
    count++;
    try {
      requireRefused(bytes, arguments);
    } catch (AssertionFailedError e) {
      failures.add(what + ": " + e.getMessage());
    }
  }

  private void requireRefused(long bytes, String... arguments) {
    Map<String, String> before = entries();
    Spent spent = assertTimeoutPreemptively(HANGS, () -> run(arguments));
    Command command = spent.command();
    String said = shown(String.join(" ", arguments)) + "\n" + shown(command.err());
    assertEquals(2, command.code(), said);
    assertEquals("", command.out(), said);
    assertTrue(command.err().lines().count() > 0, said);
    command.err().lines().forEach(line -> {
      assertTrue(ERROR.matcher(line).matches(), said);
      assertTrue(line.length() <= LONGEST_LINE, said);
    });
    assertEquals(before, entries(), said);
    assertTrue(
        spent.bytes() <= FIXED_BYTES + BYTES_PER_BYTE * bytes,
        () -> said + spent.bytes() + " bytes allocated for an input of " + bytes);
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(2000, text.length()));
  }

  private record Spent(Command command, long bytes) {}

  private static Spent run(String... arguments) {
    Map<Long, Long> before = allocated();
    Command command = Command.runBeside(arguments);
    long bytes = 0;
    for (Map.Entry<Long, Long> after : allocated().entrySet()) {
      bytes += after.getValue() - before.getOrDefault(after.getKey(), 0L);
    }
    return new Spent(command, bytes);
  }

  /** Bytes that each thread has allocated so far: Spark's tasks read files on threads of their own. */
  private static Map<Long, Long> allocated() {
    long[] ids = THREADS.getAllThreadIds();
    long[] bytes = THREADS.getThreadAllocatedBytes(ids);
    Map<Long, Long> allocated = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      allocated.put(ids[i], Math.max(0, bytes[i]));
    }
    return allocated;
  }

  /** All that is there, hidden or not, with sizes and times. */
  private Map<String, String> entries() {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> entries = Files.walk(directory)) {
      for (Path entry : entries.toList()) {
        String state =
            Files.isDirectory(entry) ? "" : Files.size(entry) + " " + Files.getLastModifiedTime(entry);
        found.put(directory.relativize(entry).toString(), state);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
