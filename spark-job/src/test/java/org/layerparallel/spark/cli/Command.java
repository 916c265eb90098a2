package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.layerparallel.spark.LocalSpark;

/**
 * A command that was run.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained of
 */
record Command(int code, String out, String err) {

  /** Settings of a training of a second: 4 and 8 layers, two iterations each. */
  private static final List<String> SMALL =
      List.of(
          "network.width=4",
          "network.layers=4",
          "nested.iterations=[2,2]",
          "nested.first-solves.iterations=0",
          "initial-weights.opening-scale=1",
          "initial-weights.residual-scale=0.5",
          "initial-weights.classification-scale=0.1",
          "initial-weights.distribution=uniform",
          "objective.tikhonov=1e-5",
          "data.peaks.training=100",
          "data.peaks.validation=50",
          "progress.kind=none");

  /** Runs a command line, as in a process of its own: with no Spark running before. */
  static Command run(String... arguments) {
    LocalSpark.stop();
    return runBeside(arguments);
  }

  /** Runs a command line with the Spark that tests share, if it runs. */
  static Command runBeside(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        LayerParallel.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Command(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs a command line that must succeed without complaint. */
  static Command succeed(String... arguments) {
    Command command = run(arguments);
    assertEquals("", command.err, "complaints of " + String.join(" ", arguments));
    assertEquals(0, command.code, "exit code of " + String.join(" ", arguments));
    return command;
  }

  /** {@code command} with the settings of a small training, others over them, and an output directory. */
  static String[] small(String command, Path output, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(command, "--master", "local[2]"));
    Stream.concat(SMALL.stream(), Stream.of(settings))
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    arguments.addAll(List.of("--output", output.toString()));
    return arguments.toArray(String[]::new);
  }

  /** Settings that read labelled peaks points from files. */
  static String[] files(Path training, Path validation, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "data.kind=files",
                "data.files.feature-count=2",
                "data.files.classes=5",
                "data.files.training.features=" + training,
                "data.files.validation.features=" + validation));
    settings.addAll(List.of(more));
    return settings.toArray(String[]::new);
  }

  /** A file of the project, wherever the tests run. */
  static Path shipped(String file) {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve(file))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("no " + file + " above " + Path.of("").toAbsolutePath());
      }
    }
    return directory.resolve(file);
  }

  /** Names of all that is in {@code directory}, hidden or not. */
  static List<String> names(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of OpenBLAS below {@code cache}, each of which JavaCPP extracted. */
  static List<Path> nativeLibraries(Path cache) throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.getFileName().toString().matches("libopenblas.*\\.so\\.0")).toList();
    }
  }

  /** Contents of those files below {@code directory} that are wanted. */
  static List<String> texts(Path directory, Predicate<Path> wanted) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(wanted).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  /** All below {@code directory}, hidden or not, with the content of files. */
  static Map<String, String> content(Path directory) {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> entries = Files.walk(directory)) {
      for (Path entry : entries.toList()) {
        String name = directory.relativize(entry).toString();
        content.put(name, Files.isDirectory(entry) ? "" : Files.readString(entry, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }

  /** Demands two files of the same bytes. */
  static void assertSameFile(Path expected, Path actual) throws IOException {
    assertEquals(
        -1, Files.mismatch(expected, actual), "first byte in which " + actual + " differs from " + expected);
  }
}
