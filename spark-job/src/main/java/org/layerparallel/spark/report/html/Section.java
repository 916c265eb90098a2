package org.layerparallel.spark.report.html;

import java.util.List;

/**
 * A section of a report.
 *
 * @param title its heading
 * @param text what to know before looking, plain; empty for none; an empty line begins a new paragraph
 * @param parts what it shows
 */
public record Section(String title, String text, List<Part> parts) {

  public Section {
    parts = List.copyOf(parts);
  }

  void appendTo(Page page, String anchor) {
    page.open("section", "id", anchor, "aria-labelledby", anchor + "-title");
    page.element("h2", title, "id", anchor + "-title");
    for (String paragraph : text.split("\n\n")) {
      if (!paragraph.isBlank()) {
        page.element("p", paragraph);
      }
    }
    page.open("div", "class", "parts");
    parts.forEach(part -> part.appendTo(page));
    page.close("div").close("section");
  }
}
