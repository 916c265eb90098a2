package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.spark.error.UserError;

class OutputDirectoryTest {

  @TempDir Path parent;

  @Test
  void filesAppearTogetherAndOnlyThey() throws IOException {
    Path target = parent.resolve("a/b/run");
    try (OutputDirectory output = prepare(target, false)) {
      output.write("history.csv", out -> out.write(bytes("one")));
      output.write("summary.json", out -> out.write(bytes("{}")));
      assertFalse(Files.exists(target));
      output.publish();
    }
    assertEquals(List.of("history.csv", "summary.json"), names(target));
    assertEquals("one", Files.readString(target.resolve("history.csv")));
    assertEquals(List.of("run"), names(target.getParent()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "/etc/passwd", "a/b", "a\\b", ".hidden", "hdfs://host/x", "a b", "x\n"})
  void aNameLeadsNowhereElse(String name) throws IOException {
    try (OutputDirectory output = prepare(parent.resolve("run"), false)) {
      assertThrows(IllegalArgumentException.class, () -> output.write(name, out -> out.write(1)));
    }
    assertEquals(List.of(), names(parent));
  }

  @Test
  void aRunThatFailsLeavesNothing() throws IOException {
    assertThrows(
        IOException.class,
        () -> {
          try (OutputDirectory output = prepare(parent.resolve("a/b/run"), false)) {
            output.write("history.csv", out -> out.write(bytes("one")));
            output.write(
                "summary.json",
                out -> {
                  out.write(bytes("{"));
                  throw new IOException("disk full");
                });
          }
        });
    assertEquals(List.of(), names(parent));
  }

  @Test
  void aFileWhoseContentFailsIsNotPublished() throws IOException {
    Path target = parent.resolve("run");
    try (OutputDirectory output = prepare(target, false)) {
      output.write("summary.json", out -> out.write(bytes("one")));
      assertThrows(
          IllegalStateException.class,
          () ->
              output.write(
                  "accuracy.png",
                  out -> {
                    out.write(bytes("half"));
                    throw new IllegalStateException("cannot be drawn");
                  }));
      output.publish();
    }
    assertEquals(List.of("summary.json"), names(target));
  }

  @Test
  void anEmptyDirectoryMayBeUsed() throws IOException {
    Path target = Files.createDirectory(parent.resolve("run"));
    run(target, false, "one");
    assertEquals("one", Files.readString(target.resolve("summary.json")));
    assertEquals(List.of("run"), names(parent));
  }

  @Test
  void anEarlierRunIsReplacedOnRequestOnly() throws IOException {
    Path target = parent.resolve("run");
    run(target, false, "one");
    Files.writeString(target.resolve("old.txt"), "of the earlier run");

    String message = errorOf(target, false);
    assertEquals(
        "output.dir = " + target + ": exists and is not empty, must be new or empty;"
            + " --overwrite (output.overwrite = true) replaces an earlier run's output",
        message);
    assertEquals(List.of("old.txt", "summary.json"), names(target));

    run(target, true, "two");
    assertEquals(List.of("summary.json"), names(target));
    assertEquals("two", Files.readString(target.resolve("summary.json")));
    assertEquals(List.of("run"), names(parent));
  }

  @Test
  void anEarlierRunStaysWhereTheNewOneFails() throws IOException {
    Path target = parent.resolve("run");
    run(target, false, "one");
    try (OutputDirectory output = prepare(target, true)) {
      output.write("summary.json", out -> out.write(bytes("two")));
    }
    assertEquals("one", Files.readString(target.resolve("summary.json")));
    assertEquals(List.of("run"), names(parent));
  }

  @Test
  void otherDirectoriesAreNeverReplaced() throws IOException {
    Path thesis = Files.writeString(parent.resolve("thesis.tex"), "years of work");
    assertEquals(
        "output.dir = " + parent + ": is not the output of an earlier run (it has no summary.json)"
            + " and is not replaced, must be another directory",
        errorOf(parent, true));
    assertTrue(Files.exists(thesis));
  }

  @Test
  void whatCannotBeWrittenIsFoundBeforehand() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");
    assertEquals("output.dir = " + file + ": is a file, must be a directory", errorOf(file, true));
    String below = errorOf(file.resolve("a/run"), false);
    assertTrue(below.startsWith("output.dir = " + file + "/a/run: cannot be written: "), below);
    String scheme =
        assertThrows(
                UserError.class,
                () -> OutputDirectory.prepare("nosuch://host/run", false, new Configuration()))
            .getMessage();
    assertTrue(scheme.startsWith("output.dir = nosuch://host/run: cannot be written: "), scheme);
    assertEquals(1, (below + scheme).lines().count());
    assertEquals(List.of("file"), names(parent));
  }

  @Test
  void aDirectoryFilledMeanwhileIsKeptAndSoIsTheRun() throws IOException {
    Path target = parent.resolve("run");
    try (OutputDirectory output = prepare(target, false)) {
      output.write("summary.json", out -> out.write(bytes("mine")));
      Files.createDirectory(target);
      Files.writeString(target.resolve("other.txt"), "theirs");
      IOException e = assertThrows(IOException.class, output::publish);
      assertTrue(e.getMessage().contains(".run.incomplete-"), e.getMessage());
    }
    assertEquals(List.of("other.txt"), names(target));
    assertEquals(2, names(parent).size());
  }

  private static void run(Path target, boolean overwrite, String content) throws IOException {
    try (OutputDirectory output = prepare(target, overwrite)) {
      output.write("summary.json", out -> out.write(bytes(content)));
      output.publish();
    }
  }

  private static OutputDirectory prepare(Path target, boolean overwrite) {
    return OutputDirectory.prepare(target.toString(), overwrite, new Configuration());
  }

  private static String errorOf(Path target, boolean overwrite) {
    return assertThrows(UserError.class, () -> prepare(target, overwrite)).getMessage();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
