package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text file of the project: a Markdown document, or a source whose comments name documents.
 *
 * @param path where it lies
 * @param text all of it
 */
record ShippedText(Path path, String text) {

  /** The directory of the project. */
  static final Path PROJECT = Command.shipped("CHANGELOG.md").getParent();

  /** A script that runs the application, as a line of its own or within a line of text, and its arguments. */
  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?m)(?:^\\s*(?:\\w+=\\S+ )*\\./submit-scripts/|`(?:\\./submit-scripts/)?)"
              + "(layer-parallel|train-local|train-standalone|train-yarn)\\.sh\\b([^`\\n]*)");

  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");

  /** What ends a command within a line of a shell. */
  private static final List<String> ENDS = List.of("#", ";", "|", "&&", ">", "2>", "\\");

  /** What stands for something that the reader has to put in. */
  private static final List<String> OPEN = List.of("...", "COMMAND", "client|cluster");

  /** Where texts are; what a build makes is elsewhere. */
  private static final List<String> PLACES =
      List.of(
          "README.md",
          "CHANGELOG.md",
          "docs",
          "data",
          "notebooks",
          "mgrit-kernels/src",
          "mini-hadoop/src",
          "spark-job/src");

  /** The project's documents, and with {@code sources} its Java files. */
  static List<ShippedText> all(boolean sources) throws IOException {
    List<ShippedText> texts = new ArrayList<>();
    for (String place : PLACES) {
      try (Stream<Path> paths = Files.walk(PROJECT.resolve(place))) {
        paths
            .filter(path -> path.toString().endsWith(".md") || sources && path.toString().endsWith(".java"))
            .sorted()
            .map(ShippedText::read)
            .forEach(texts::add);
      }
    }
    return texts;
  }

  static ShippedText read(Path path) {
    try {
      return new ShippedText(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its path from the project's directory. */
  String name() {
    return PROJECT.relativize(path).toString();
  }

  /** What {@code pattern} finds, in order. */
  List<MatchResult> find(Pattern pattern) {
    return pattern.matcher(text).results().toList();
  }

  /** Its headings, without the number signs. */
  List<String> headings() {
    return text.lines().filter(line -> line.matches("#+ .*")).map(line -> line.replaceFirst("#+ ", "")).toList();
  }

  /** Whether a heading has this anchor, which is made of it as GitHub does. */
  boolean hasAnchor(String anchor) {
    return headings().stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .anyMatch(anchor::equals);
  }

  /** The application's arguments in each command that it shows; those of {@code train} where a script stands for it. */
  List<List<String>> commands() {
    List<List<String>> commands = new ArrayList<>();
    String joined = text.replaceAll("\\\\\\n\\s*", "");
    for (MatchResult shown : SCRIPT.matcher(joined).results().toList()) {
      if (OPEN.stream().anyMatch(shown.group(2)::contains)) {
        continue;
      }
      List<String> words = words(shown.group(2));
      List<String> command = new ArrayList<>();
      if (!shown.group(1).equals("layer-parallel")) {
        command.add("train");
      }
      // The cluster scripts' first argument says where.
      boolean onCluster = shown.group(1).equals("train-standalone") || shown.group(1).equals("train-yarn");
      command.addAll(onCluster && !words.isEmpty() ? words.subList(1, words.size()) : words);
      if (!command.isEmpty()) {
        commands.add(command);
      }
    }
    return commands;
  }

  /** As a shell splits them; up to the end of the first command. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (MatchResult word : WORD.matcher(line).results().toList()) {
      if (ENDS.stream().anyMatch(word.group()::startsWith)) {
        break;
      }
      words.add(word.group().replaceAll("['\"]", ""));
    }
    return words;
  }

  /** A file that it names, relative to its own directory or to the project's; null if there is none. */
  Path named(String file) {
    return Stream.of(path.getParent(), PROJECT)
        .map(directory -> directory.resolve(file).normalize())
        .filter(Files::exists)
        .findFirst()
        .orElse(null);
  }

  /** Where something stands, for messages. */
  String at(MatchResult found) {
    long line = text.substring(0, found.start()).chars().filter(c -> c == '\n').count() + 1;
    return name() + ":" + line + ": " + Arrays.toString(found.group().split("\\n"));
  }
}
