package org.layerparallel.spark.report.html;

import java.util.List;

/**
 * A matrix whose cells are shaded, such as a confusion matrix. It is a table: every cell has its number too.
 *
 * @param caption what it shows
 * @param corner what rows and columns are
 * @param columns names of the columns
 * @param rows in order
 */
public record Heatmap(String caption, String corner, List<String> columns, List<Row> rows) implements Part {

  /** As many fit beside another part. */
  private static final int FEW_COLUMNS = 8;

  /** Degrees of shading that can be told apart. */
  private static final int DEGREES = 10;

  /**
   * A row.
   *
   * @param name what it is
   * @param cells one for each column
   */
  public record Row(String name, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param text what it says
   * @param shade in [0, 1]; 0 for none
   */
  public record Cell(String text, double shade) {
    public Cell {
      if (!(shade >= 0 && shade <= 1)) {
        throw new IllegalArgumentException("shade=" + shade + ", must be in [0, 1]");
      }
    }
  }

  public Heatmap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            row.name() + ": " + row.cells().size() + " cells for " + columns.size() + " columns");
      }
    }
  }

  @Override
  public void appendTo(Page page) {
    String room = columns.size() > FEW_COLUMNS ? "scroll wide" : "scroll";
    page.open("div", "class", room, "tabindex", "0", "role", "region", "aria-label", caption);
    page.open("table", "class", "heatmap").element("caption", caption).open("thead").open("tr");
    page.element("th", corner, "scope", "col", "class", "words");
    columns.forEach(name -> page.element("th", name, "scope", "col", "class", "number"));
    page.close("tr").close("thead").open("tbody");
    for (Row row : rows) {
      page.open("tr").element("th", row.name(), "scope", "row", "class", "words");
      for (Cell cell : row.cells()) {
        // Whatever is not quite nothing is to be seen.
        long degree = (long) Math.ceil(DEGREES * cell.shade());
        page.element("td", cell.text(), "class", "number shade-" + degree);
      }
      page.close("tr");
    }
    page.close("tbody").close("table").close("div");
  }
}
