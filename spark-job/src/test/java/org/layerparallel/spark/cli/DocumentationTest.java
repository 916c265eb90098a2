package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Holds the documents to the code and to each other: links, headings, classes, commands, settings. */
class DocumentationTest {

  /** A screen. */
  private static final int README_LINES = 80;

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

  /** A document and, after a comma, one of its headings in quotes. */
  private static final Pattern HEADING_OF = Pattern.compile("([\\w./-]+\\.md)\\)?,[\\s*]+\"([^\"]+)\"");

  /** A class, with the end of its package or, of a test, without. */
  private static final Pattern CLASS =
      Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w+|[A-Z]\\w+(?:Test|IT))(?:\\.\\w+)?`");

  private static final Pattern SETTING = Pattern.compile("`([a-z-]+(?:\\.[a-z0-9-]+)+)(?: ?= ?[^`]*)?`");

  private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `([a-z0-9.-]+)` \\|");

  /** Parts of a checkpoint, whose names look like settings. */
  private static final Set<String> TENSORS = Set.of("optimizer.gram", "optimizer.used");

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (ShippedText document : ShippedText.all(false)) {
      for (MatchResult link : document.find(LINK)) {
        links++;
        Path target = document.path().getParent().resolve(link.group(1)).normalize();
        Path file = link.group(1).isEmpty() ? document.path() : target;
        if (!Files.exists(file) || link.group(2) != null && !ShippedText.read(file).hasAnchor(link.group(2))) {
          broken.add(document.at(link));
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links > 100, links + " links found");
  }

  @Test
  void headingsThatAreNamedExist() throws IOException {
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (ShippedText text : ShippedText.all(true)) {
      for (MatchResult reference : text.find(HEADING_OF)) {
        named++;
        Path file = text.named(reference.group(1));
        String heading = reference.group(2).replaceAll("[\\s*]+", " ");
        if (file == null || !ShippedText.read(file).headings().contains(heading)) {
          missing.add(text.at(reference));
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(named > 0, "no document is referred to by a heading");
  }

  @Test
  void classesThatAreNamedExist() throws IOException {
    List<String> sources =
        ShippedText.all(true).stream().map(ShippedText::name).filter(name -> name.endsWith(".java")).toList();
    List<String> missing = new ArrayList<>();
    for (ShippedText document : documentsOfToday()) {
      for (MatchResult named : document.find(CLASS)) {
        String end = "/" + named.group(1).replace('.', '/') + ".java";
        if (sources.stream().noneMatch(source -> source.endsWith(end))) {
          missing.add(document.at(named));
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void commandsHaveTheOptionsShown() throws IOException {
    List<String> wrong = new ArrayList<>();
    int shown = 0;
    CommandLine line = commands();
    for (ShippedText document : ShippedText.all(false)) {
      for (List<String> command : document.commands()) {
        shown++;
        try {
          line.parseArgs(command.toArray(String[]::new));
        } catch (ParameterException e) {
          wrong.add(document.name() + ": " + String.join(" ", command) + ": " + e.getMessage());
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(shown > 30, shown + " commands found");
  }

  @Test
  void settingsExist() throws IOException {
    Set<String> keys =
        ShippedText.read(ShippedText.PROJECT.resolve("docs/settings.md")).find(SETTING_ROW).stream()
            .map(row -> row.group(1))
            .collect(Collectors.toSet());
    Set<String> sections = keys.stream().map(key -> key.split("\\.")[0]).collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>();
    for (ShippedText document : documentsOfToday()) {
      document.find(SETTING).stream()
          .filter(setting -> sections.contains(setting.group(1).split("\\.")[0]))
          .filter(setting -> !TENSORS.contains(setting.group(1)) && !known(setting.group(1), keys))
          .forEach(setting -> unknown.add(document.at(setting)));
      for (List<String> command : document.commands()) {
        for (int i = 1; i < command.size(); i++) {
          String key = command.get(i).split("=")[0];
          if (List.of("--set", "-s").contains(command.get(i - 1)) && !known(key, keys)) {
            unknown.add(document.name() + ": " + String.join(" ", command) + ": no setting " + key);
          }
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void everyCommandAndExperimentIsDescribed() {
    String using = ShippedText.read(ShippedText.PROJECT.resolve("docs/using.md")).text();
    String results = ShippedText.read(ShippedText.PROJECT.resolve("docs/results/README.md")).text();
    CommandLine commands = commands();
    assertEquals(
        List.of(),
        commands.getSubcommands().keySet().stream().filter(name -> !using.contains("`" + name + "`")).toList());
    assertEquals(
        List.of(),
        commands.getSubcommands().get("experiment").getSubcommands().keySet().stream()
            .filter(name -> !results.contains("layer-parallel.sh experiment " + name))
            .toList());
  }

  @Test
  void theReadmeIsOneScreen() {
    long lines = ShippedText.read(ShippedText.PROJECT.resolve("README.md")).text().lines().count();
    assertTrue(lines <= README_LINES, "README.md has " + lines + " lines, must be at most " + README_LINES);
  }

  /** All but the log of changes, in which what a change did away with has its name. */
  private static List<ShippedText> documentsOfToday() throws IOException {
    return ShippedText.all(false).stream().filter(document -> !document.path().endsWith("CHANGELOG.md")).toList();
  }

  /** A setting, or a section of them. */
  private static boolean known(String key, Set<String> keys) {
    return keys.contains(key) || keys.stream().anyMatch(other -> other.startsWith(key + "."));
  }

  private static CommandLine commands() {
    return LayerParallel.commands(new PrintStream(OutputStream.nullOutputStream()));
  }
}
