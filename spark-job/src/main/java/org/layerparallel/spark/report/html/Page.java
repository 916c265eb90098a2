package org.layerparallel.spark.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The visible part of a report while it is put together: HTML, and the figures of the charts. All text is escaped here
 * and nowhere else.
 */
public final class Page {

  private final StringBuilder html = new StringBuilder();
  private final ArrayNode charts = JsonNodeFactory.instance.arrayNode();

  Page() {}

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Page open(String tag, String... attributes) {
    html.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      html.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1])).append('"');
    }
    html.append('>');
    return this;
  }

  Page text(String text) {
    html.append(escaped(text));
    return this;
  }

  Page close(String tag) {
    html.append("</").append(tag).append(">\n");
    return this;
  }

  /** An element with nothing but text in it. */
  Page element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  /**
   * A place for a chart, and its figures as a table.
   *
   * @param chart what the browser draws it of
   * @param figures the same to be read
   */
  void chart(String title, ObjectNode chart, Table figures) {
    String id = "chart-" + (charts.size() + 1);
    charts.add(chart.put("id", id));
    open("figure", "class", "chart", "id", id);
    element("figcaption", title);
    open("div", "class", "legend").close("div");
    String instead = title + "; the figures are in the table below";
    open("div", "class", "plot", "role", "img", "aria-label", instead).close("div");
    open("details").element("summary", "Figures");
    figures.appendTo(this);
    close("details").close("figure");
  }

  String html() {
    return html.toString();
  }

  ArrayNode charts() {
    return charts;
  }

  /** Text that stands for itself between tags and in quoted attributes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
