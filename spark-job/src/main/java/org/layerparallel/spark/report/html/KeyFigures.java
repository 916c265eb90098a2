package org.layerparallel.spark.report.html;

import java.util.List;

/**
 * Figures to be seen first.
 *
 * @param figures in order
 */
public record KeyFigures(List<Figure> figures) implements Part {

  /**
   * One of them.
   *
   * @param label what it is
   * @param value with its unit
   */
  public record Figure(String label, String value) {}

  public KeyFigures {
    figures = List.copyOf(figures);
  }

  @Override
  public void appendTo(Page page) {
    page.open("dl", "class", "figures");
    for (Figure figure : figures) {
      page.open("div").element("dt", figure.label()).element("dd", figure.value()).close("div");
    }
    page.close("dl");
  }
}
