package org.layerparallel.spark.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values of groups side by side, each a point, with mean and median: how much runs differ, and whether groups do.
 *
 * @param title what it shows
 * @param y vertical axis
 * @param groups from left to right
 */
public record StripChart(String title, Axis y, List<Group> groups) implements Part {

  /**
   * A group.
   *
   * @param name what it is called
   * @param values in any order, not modified; what is not finite is left out
   */
  public record Group(String name, double[] values) {

    private double[] sorted() {
      return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    }

    double mean() {
      return Arrays.stream(sorted()).average().orElse(Double.NaN);
    }

    /** Of an even number of values, the mean of the middle two. */
    double median() {
      double[] sorted = sorted();
      int half = sorted.length / 2;
      return sorted.length == 0
          ? Double.NaN
          : sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    }
  }

  public StripChart {
    groups = List.copyOf(groups);
  }

  @Override
  public void appendTo(Page page) {
    ObjectNode chart = JsonNodeFactory.instance.objectNode().put("kind", "strips");
    chart.set("y", y.json());
    ArrayNode strips = chart.putArray("groups");
    for (Group group : groups) {
      ObjectNode strip = strips.addObject().put("name", group.name());
      strip.set("values", EmbeddedJson.numbers(group.values()));
      strip.set("middle", EmbeddedJson.numbers(group.median(), group.mean()));
    }
    page.chart(title, chart, table());
  }

  private Table table() {
    List<String> header = List.of("group", "values", "least", "median", "mean", "most", "all, " + y.name());
    List<List<String>> rows = new ArrayList<>();
    for (Group group : groups) {
      double[] sorted = group.sorted();
      rows.add(
          List.of(
              group.name(),
              Integer.toString(sorted.length),
              NumberText.of(sorted.length == 0 ? Double.NaN : sorted[0]),
              NumberText.of(group.median()),
              NumberText.of(group.mean()),
              NumberText.of(sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1]),
              String.join(" ", Arrays.stream(sorted).mapToObj(NumberText::of).toList())));
    }
    return new Table("", header, rows, List.of(1, 2, 3, 4, 5));
  }
}
