package org.layerparallel.spark.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.layerparallel.spark.report.Classes;
import org.layerparallel.spark.report.Confusion;
import org.layerparallel.spark.report.html.Heatmap;
import org.layerparallel.spark.report.html.Heatmap.Cell;
import org.layerparallel.spark.report.html.Heatmap.Row;

/** A confusion matrix: a row for each class, shaded by the share of the class's examples; its accuracy comes first. */
final class ConfusionPart {

  private ConfusionPart() {}

  static Heatmap of(String examples, Confusion confusion, Classes classes) {
    List<String> columns = new ArrayList<>(List.of("correct"));
    IntStream.range(0, classes.count()).forEach(c -> columns.add(Integer.toString(classes.number(c))));
    List<Row> rows = new ArrayList<>();
    for (int c = 0; c < classes.count(); c++) {
      double count = Math.max(1, confusion.examples(c));
      List<Cell> cells = new ArrayList<>();
      cells.add(new Cell(percent(confusion.accuracy(c)), 0));
      for (int taken : confusion.counts()[c]) {
        cells.add(new Cell(Integer.toString(taken), taken / count));
      }
      String name = classes.name(c).isEmpty() ? "" : " " + classes.name(c);
      rows.add(new Row(classes.number(c) + name, cells));
    }
    return new Heatmap(
        examples + ", " + confusion.examples() + " examples, " + percent(confusion.accuracy()),
        "class, and what it was taken for",
        columns,
        rows);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
