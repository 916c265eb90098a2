package org.layerparallel.spark.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;

/** Stands in for what Zeppelin gives notes as {@code z}, with as much of it as ours use. */
public final class NoteContext {

  private final Path output;
  private final Map<Integer, Shown> shown = new TreeMap<>();
  private int paragraph;

  /** The columns of a table, and the number of its rows. */
  record Shown(List<String> columns, long rows) {}

  /**
   * @param output takes the place of output/
   */
  NoteContext(Path output) {
    this.output = output;
  }

  /** Tables that were shown, by the number of the paragraph. */
  Map<Integer, Shown> shown() {
    return shown;
  }

  /** Says which paragraph is run from here on. */
  public void paragraph(int number) {
    paragraph = number;
  }

  /** What somebody has entered who has results elsewhere. */
  public Object textbox(String name, String otherwise) {
    return output.resolveSibling(otherwise).toUri().toString();
  }

  /** Evaluates a table. */
  public void show(Object table) {
    Dataset<?> rows = (Dataset<?>) table;
    shown.put(paragraph, new Shown(List.of(rows.columns()), rows.collectAsList().size()));
  }
}
