package org.layerparallel.spark.report.html;

import java.util.Base64;

/**
 * A picture, which becomes a part of the file: keep it small.
 *
 * @param png the picture, as PNG; not modified
 * @param alternative what it shows, in words, for those who do not see it
 * @param caption text below it; empty for none
 */
public record Picture(byte[] png, String alternative, String caption) implements Part {

  public Picture {
    if (alternative.isBlank()) {
      throw new IllegalArgumentException("alternative is empty, must say what the picture shows");
    }
  }

  @Override
  public void appendTo(Page page) {
    page.open("figure", "class", "picture");
    page.open("img", "src", source(png), "alt", alternative);
    if (!caption.isEmpty()) {
      page.element("figcaption", caption);
    }
    page.close("figure");
  }

  static String source(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }
}
