package org.layerparallel.spark.report.html;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table, whose rows are named by their first cells.
 *
 * @param caption what it shows; empty for none
 * @param header names of the columns
 * @param rows each as long as the header
 * @param numbers columns, from 0, that hold numbers, and are set to the right
 */
public record Table(String caption, List<String> header, List<List<String>> rows, List<Integer> numbers)
    implements Part {

  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    numbers = List.copyOf(numbers);
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(row.size() + " cells in a table of " + header.size() + " columns: " + row);
      }
    }
  }

  /** Columns from {@code first} to before {@code end}. */
  public static List<Integer> columns(int first, int end) {
    return IntStream.range(first, end).boxed().toList();
  }

  @Override
  public void appendTo(Page page) {
    // A region that scrolls must be reached by keyboard.
    String name = caption.isEmpty() ? "table" : caption;
    page.open("div", "class", "scroll table", "tabindex", "0", "role", "region", "aria-label", name);
    page.open("table");
    if (!caption.isEmpty()) {
      page.element("caption", caption);
    }
    page.open("thead").open("tr");
    for (int column = 0; column < header.size(); column++) {
      page.element("th", header.get(column), "scope", "col", "class", alignment(column));
    }
    page.close("tr").close("thead").open("tbody");
    for (List<String> row : rows) {
      page.open("tr").element("th", row.get(0), "scope", "row", "class", alignment(0));
      for (int column = 1; column < row.size(); column++) {
        page.element("td", row.get(column), "class", alignment(column));
      }
      page.close("tr");
    }
    page.close("tbody").close("table").close("div");
  }

  private String alignment(int column) {
    return numbers.contains(column) ? "number" : "words";
  }
}
