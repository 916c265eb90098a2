package org.layerparallel.spark.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines over a common axis.
 *
 * @param title what it shows
 * @param x horizontal axis
 * @param y vertical axis
 * @param series the lines
 * @param marks labelled vertical lines; empty for none
 */
public record LineChart(String title, Axis x, Axis y, List<Series> series, List<Mark> marks) implements Part {

  /** Most rows the table has of a line. */
  static final int MOST_ROWS = 60;

  /**
   * A vertical line.
   *
   * @param at where
   * @param label what begins there
   */
  public record Mark(double at, String label) {}

  public LineChart {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
  }

  /** Without marks. */
  public LineChart(String title, Axis x, Axis y, List<Series> series) {
    this(title, x, y, series, List.of());
  }

  @Override
  public void appendTo(Page page) {
    ObjectNode chart = JsonNodeFactory.instance.objectNode().put("kind", "lines");
    chart.set("x", x.json());
    chart.set("y", y.json());
    ArrayNode lines = chart.putArray("series");
    series.forEach(line -> lines.add(line.json()));
    ArrayNode labels = chart.putArray("marks");
    for (Mark mark : marks) {
      // Rounded as the points are: unrounded, the first may lie outside of the axis.
      labels.addObject().put("label", mark.label()).set("at", EmbeddedJson.numbers(mark.at()).get(0));
    }
    page.chart(title, chart, table());
  }

  private Table table() {
    List<List<String>> rows = new ArrayList<>();
    boolean thinned = false;
    for (Series line : series) {
      int points = line.x().length;
      int every = Math.max(1, (points + MOST_ROWS - 2) / (MOST_ROWS - 1));
      thinned |= every > 1;
      for (int i = 0; i < points; i++) {
        // The last point is where a line ends up, which matters most.
        if (i % every == 0 || i == points - 1) {
          rows.add(List.of(line.name(), NumberText.of(line.x()[i]), NumberText.of(line.y()[i])));
        }
      }
    }
    return new Table(
        thinned ? "Of long lines, every so many points." : "",
        List.of("line", x.name(), y.name()),
        rows,
        List.of(1, 2));
  }
}
