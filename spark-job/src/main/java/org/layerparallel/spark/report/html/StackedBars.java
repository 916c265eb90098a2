package org.layerparallel.spark.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Bars of parts that add up.
 *
 * @param title what it shows
 * @param y vertical axis, linear
 * @param categories what the bars are called, from left to right
 * @param layers the parts, from the lowest to the highest
 */
public record StackedBars(String title, Axis y, List<String> categories, List<Layer> layers) implements Part {

  /**
   * A part of every bar.
   *
   * @param name what the legend calls it
   * @param values one for each bar, not modified; NaN for none
   */
  public record Layer(String name, double[] values) {}

  public StackedBars {
    categories = List.copyOf(categories);
    layers = List.copyOf(layers);
    if (y.scale() != Axis.Scale.LINEAR) {
      throw new IllegalArgumentException("scale=" + y.scale() + ", must be LINEAR where parts add up");
    }
    for (Layer layer : layers) {
      if (layer.values().length != categories.size()) {
        throw new IllegalArgumentException(
            layer.name() + ": " + layer.values().length + " values for " + categories.size() + " bars");
      }
    }
  }

  @Override
  public void appendTo(Page page) {
    ObjectNode chart = JsonNodeFactory.instance.objectNode().put("kind", "bars");
    chart.set("y", y.json());
    ArrayNode names = chart.putArray("categories");
    categories.forEach(names::add);
    ArrayNode parts = chart.putArray("series");
    for (int i = 0; i < layers.size(); i++) {
      ObjectNode part = parts.addObject().put("name", layers.get(i).name()).put("colour", i);
      part.set("values", EmbeddedJson.numbers(layers.get(i).values()));
    }
    page.chart(title, chart, table());
  }

  private Table table() {
    List<String> header = new ArrayList<>(List.of(y.name()));
    layers.forEach(layer -> header.add(layer.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int bar = 0; bar < categories.size(); bar++) {
      List<String> row = new ArrayList<>(List.of(categories.get(bar)));
      for (Layer layer : layers) {
        row.add(NumberText.of(layer.values()[bar]));
      }
      rows.add(row);
    }
    return new Table("", header, rows, Table.columns(1, header.size()));
  }
}
