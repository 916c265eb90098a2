package org.layerparallel.spark.report.html;

/**
 * Text as it is in a file, such as settings, shown when the reader asks for it.
 *
 * @param title what it is
 * @param text line by line
 */
public record FoldedText(String title, String text) implements Part {

  @Override
  public void appendTo(Page page) {
    page.open("details").element("summary", title);
    page.open("pre", "tabindex", "0").element("code", text).close("pre").close("details");
  }
}
