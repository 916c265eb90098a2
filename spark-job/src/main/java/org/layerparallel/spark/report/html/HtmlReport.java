package org.layerparallel.spark.report.html;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A report.
 *
 * @param title what it is about
 * @param subtitle a line below the title; empty for none
 * @param sections in the order of reading
 */
public record HtmlReport(String title, String subtitle, List<Section> sections) {

  public HtmlReport {
    sections = List.copyOf(sections);
  }

  /**
   * Writes the report as HTML in UTF-8.
   *
   * @param out written to, not closed
   */
  public void writeTo(OutputStream out) throws IOException {
    Page page = new Page();
    page.open("header").element("h1", title);
    if (!subtitle.isEmpty()) {
      page.element("p", subtitle, "class", "subtitle");
    }
    contents(page);
    page.close("header").open("main");
    for (int i = 0; i < sections.size(); i++) {
      sections.get(i).appendTo(page, anchor(i));
    }
    page.close("main");
    out.write(new Document(title, page).html().getBytes(StandardCharsets.UTF_8));
  }

  private void contents(Page page) {
    page.open("nav", "aria-label", "Sections").open("ul");
    for (int i = 0; i < sections.size(); i++) {
      page.open("li").element("a", sections.get(i).title(), "href", "#" + anchor(i)).close("li");
    }
    page.close("ul").close("nav");
  }

  private static String anchor(int section) {
    return "section-" + (section + 1);
  }
}
