package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.layerparallel.spark.LocalSpark;

/** The notebooks, as they are published, and executed on results made here. */
class NotebooksTest {

  private static final List<String> NAMES =
      List.of("01-peaks", "02-indian-pines", "03-mgrit-convergence", "04-nested-iteration");

  /** A page that shows a notebook loads it whole. */
  private static final long MOST_BYTES = 400_000;

  @TempDir private static Path parent;

  private static SmallResults results;

  @BeforeAll
  static void makeResults() throws IOException {
    results = SmallResults.make(parent);
  }

  @Test
  void thereAreNoOthers() {
    assertEquals(NAMES, names("notebooks", ".ipynb"));
    assertEquals(NAMES, names("notebooks/zeppelin", ".zpln"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01-peaks", "02-indian-pines", "03-mgrit-convergence", "04-nested-iteration"})
  void theyArePublishedWithOutputs(String name) throws IOException {
    Path file = Command.shipped("notebooks/" + name + ".ipynb");
    assertTrue(Files.size(file) < MOST_BYTES, () -> file + " is too large");
    Notebook notebook = Notebook.read(file);
    notebook.assertExecuted();
    notebook.assertPortable();
    assertTrue(notebook.figures() >= 3, () -> notebook.figures() + " figures in " + file);
  }

  @Test
  void theyRun() throws Exception {
    String python = Python.with(parent, "pandas", "matplotlib", "scipy", "nbconvert", "ipykernel");
    Path executed = parent.resolve("executed");
    ProcessBuilder line =
        new ProcessBuilder(Command.shipped("notebooks/execute.sh").toString(), executed.toString());
    line.environment().putAll(results.environment());
    line.environment().put("PYTHON", python);
    try (ChildProcess process = new ChildProcess(line, parent)) {
      Command command = process.result();
      assertEquals(0, command.code(), command.err());
    }
    for (String name : NAMES) {
      Notebook published = Notebook.read(Command.shipped("notebooks/" + name + ".ipynb"));
      Notebook notebook = Notebook.read(executed.resolve(name + ".ipynb"));
      notebook.assertExecuted();
      assertEquals(published.figures(), notebook.figures(), name);
    }
  }

  @Test
  void notesRun() throws Exception {
    Path sources = Files.createDirectory(parent.resolve("notes"));
    Path classes = Files.createDirectory(parent.resolve("classes"));
    List<ZeppelinNote> notes = new ArrayList<>();
    List<Path> programs = new ArrayList<>();
    for (String name : NAMES) {
      ZeppelinNote note = note(name);
      String object = "Note" + notes.size();
      programs.add(Files.writeString(sources.resolve(object + ".scala"), note.scala(object)));
      notes.add(note);
    }
    try (ChildProcess compiler = Scala.compile(parent, classes, programs.toArray(Path[]::new))) {
      Command compiled = compiler.result();
      assertEquals(0, compiled.code(), compiled.out() + compiled.err());
    }
    SparkSession spark = LocalSpark.session();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      for (int i = 0; i < notes.size(); i++) {
        NoteContext context = new NoteContext(results.directory());
        loader
            .loadClass("Note" + i)
            .getMethod("run", SparkSession.class, NoteContext.class)
            .invoke(null, spark, context);
        assertShown(notes.get(i), context);
      }
    }
  }

  /** What a chart is to be made of is in the table, and the table has rows. */
  private static void assertShown(ZeppelinNote note, NoteContext context) {
    for (int i = 0; i < note.paragraphs().size(); i++) {
      JsonNode graph = note.paragraphs().get(i).at("/config/results/0/graph");
      NoteContext.Shown shown = context.shown().get(i);
      String where = note.file() + ", paragraph " + i;
      assertEquals(graph.isMissingNode(), shown == null, where);
      if (shown != null) {
        assertTrue(shown.rows() > 0, where);
        List<JsonNode> columns = graph.findParents("aggr");
        assertEquals(graph.get("mode").textValue().equals("table"), columns.isEmpty(), where);
        for (JsonNode column : columns) {
          assertEquals(column.get("name").textValue(), shown.columns().get(column.get("index").intValue()), where);
        }
      }
    }
  }

  /** What Zeppelin reads of a note that it imports; it ignores what it does not know and misses what is not there. */
  @ParameterizedTest
  @ValueSource(strings = {"01-peaks", "02-indian-pines", "03-mgrit-convergence", "04-nested-iteration"})
  void notesCanBeImported(String name) throws IOException {
    JsonNode json = note(name).json();
    assertTrue(json.get("name").textValue().endsWith("/" + name), name);
    assertTrue(json.get("id").textValue().matches("[0-9A-Z]{9}"), name);
    assertEquals("spark", json.get("defaultInterpreterGroup").textValue());
    for (String object : List.of("config", "info", "noteParams", "noteForms", "angularObjects")) {
      assertTrue(json.get(object).isObject(), object);
    }
    Set<String> ids = new HashSet<>();
    for (JsonNode paragraph : note(name).paragraphs()) {
      assertTrue(ids.add(paragraph.get("id").textValue()), paragraph::toString);
      assertTrue(Set.of("md", "spark", "spark.sql").contains(ZeppelinNote.interpreter(paragraph)));
      assertTrue(paragraph.at("/config/enabled").booleanValue(), paragraph::toString);
      assertTrue(paragraph.at("/settings/params").isObject() && paragraph.at("/settings/forms").isObject());
      assertEquals("READY", paragraph.get("status").textValue());
      LocalDateTime.parse(
          paragraph.get("dateCreated").textValue(), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS"));
    }
    String first = note(name).paragraphs().get(0).get("text").textValue();
    assertTrue(first.startsWith("%md\n") && first.contains("jar") && first.contains("Dependencies"), first);
  }

  private static ZeppelinNote note(String name) throws IOException {
    return ZeppelinNote.read(Command.shipped("notebooks/zeppelin/" + name + ".zpln"));
  }

  private static List<String> names(String directory, String ending) {
    return Stream.of(Command.shipped(directory).toFile().list())
        .filter(name -> name.endsWith(ending))
        .map(name -> name.substring(0, name.length() - ending.length()))
        .sorted()
        .toList();
  }
}
