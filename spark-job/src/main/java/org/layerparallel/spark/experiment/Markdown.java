package org.layerparallel.spark.experiment;

import java.util.List;
import java.util.stream.Collectors;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Part;
import org.layerparallel.spark.report.html.Section;
import org.layerparallel.spark.report.html.Table;

/** The words and tables of a report, for terminals and repositories. */
final class Markdown {

  private Markdown() {}

  /** All of {@code report} but its charts and pictures; a section that has nothing else is left out. */
  static String of(HtmlReport report) {
    StringBuilder text = new StringBuilder("# ").append(report.title()).append("\n\n");
    text.append(report.subtitle()).append('\n');
    for (Section section : report.sections()) {
      List<Table> tables = tables(section);
      if (tables.isEmpty()) {
        continue;
      }
      text.append("\n## ").append(section.title()).append('\n');
      if (!section.text().isBlank()) {
        text.append('\n').append(section.text()).append('\n');
      }
      tables.forEach(table -> append(text.append('\n'), table));
    }
    return text.toString();
  }

  private static List<Table> tables(Section section) {
    return section.parts().stream()
        .filter((Part part) -> part instanceof Table)
        .map(part -> (Table) part)
        .toList();
  }

  private static void append(StringBuilder text, Table table) {
    if (!table.caption().isEmpty()) {
      text.append(table.caption()).append(":\n\n");
    }
    row(text, table.header());
    text.append('|');
    for (int column = 0; column < table.header().size(); column++) {
      text.append(table.numbers().contains(column) ? "--:|" : "---|");
    }
    text.append('\n');
    table.rows().forEach(row -> row(text, row));
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append(
        cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
