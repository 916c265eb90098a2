package org.layerparallel.spark.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.report.html.FoldedText;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Section;
import org.layerparallel.spark.report.html.Table;

class MarkdownTest {

  @Test
  void wordsAndTablesOfAReportAreKept() {
    Table table =
        new Table("Runs", List.of("run", "percent"), List.of(List.of("a|b", "1.5"), List.of("c", "2.5")), List.of(1));
    HtmlReport report =
        new HtmlReport(
            "Title",
            "Machine.",
            List.of(
                new Section("First", "What it is.", List.of(table, new FoldedText("settings", "x = 1"))),
                new Section("Without a table", "Nothing.", List.of()),
                new Section("Last", "", List.of(new Table("", List.of("n"), List.of(List.of("7")), List.of(0))))));
    assertEquals(
        """
        # Title

        Machine.

        ## First

        What it is.

        Runs:

        | run | percent |
        |---|--:|
        | a\\|b | 1.5 |
        | c | 2.5 |

        ## Last

        | n |
        |--:|
        | 7 |
        """,
        Markdown.of(report));
  }
}
