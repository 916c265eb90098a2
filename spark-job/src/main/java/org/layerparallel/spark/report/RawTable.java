package org.layerparallel.spark.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Raw data of an experiment: columns of text, of whole numbers ({@link Long}) or of numbers ({@link Double}, NaN for
 * none).
 *
 * @param columns their names and kinds
 * @param rows a value for each column
 */
public record RawTable(List<Column> columns, List<List<Object>> rows) {

  /** What a column holds. */
  public enum Kind {
    TEXT,
    WHOLE,
    NUMBER
  }

  /**
   * A column.
   *
   * @param name of letters, digits and underscores
   */
  public record Column(String name, Kind kind) {}

  public RawTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("a row of " + row.size() + " values, must have " + columns.size());
      }
    }
  }

  /** Writes it as CSV; NaN is empty, and text with a comma or a quote is quoted. */
  public void writeCsv(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(columns.stream().map(Column::name).collect(Collectors.joining(","))).append('\n');
    for (List<Object> row : rows) {
      text.append(row.stream().map(RawTable::cell).collect(Collectors.joining(","))).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String cell(Object value) {
    if (value instanceof Double number) {
      return number.isNaN() ? "" : number.toString();
    }
    String text = value.toString();
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
