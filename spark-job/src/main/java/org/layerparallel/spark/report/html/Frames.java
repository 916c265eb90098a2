package org.layerparallel.spark.report.html;

import java.util.List;

/**
 * Pictures that follow each other: an animation the reader starts, or moves by hand, or lays out side by side. They lie
 * side by side, too, where no script runs, in print, and for readers who have asked their system for less motion.
 *
 * @param title what it shows
 * @param frames in order, at least one
 * @param alternative what a frame shows, in words; the frame's label is put before it
 * @param caption text below; empty for none
 */
public record Frames(String title, List<Frame> frames, String alternative, String caption) implements Part {

  /**
   * One picture.
   *
   * @param png the picture, as PNG; not modified
   * @param label such as the number of the layer
   */
  public record Frame(byte[] png, String label) {}

  public Frames {
    frames = List.copyOf(frames);
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("frames is empty, must have at least one");
    }
    if (alternative.isBlank()) {
      throw new IllegalArgumentException("alternative is empty, must say what the frames show");
    }
  }

  @Override
  public void appendTo(Page page) {
    page.open("figure", "class", "frames").element("p", title, "class", "title");
    page.open("div", "class", "controls", "hidden", "");
    page.element("button", "Play", "type", "button", "class", "play");
    page.open("input", "type", "range", "min", "0", "max", Integer.toString(frames.size() - 1), "value", "0",
        "aria-label", "Frame of: " + title);
    page.element("output", frames.get(0).label());
    page.element("button", "Side by side", "type", "button", "class", "layout", "aria-pressed", "true");
    page.close("div").open("div", "class", "strip");
    for (Frame frame : frames) {
      page.open("figure").element("figcaption", frame.label());
      page.open("img", "src", Picture.source(frame.png()), "alt", frame.label() + ": " + alternative);
      page.close("figure");
    }
    page.close("div");
    if (!caption.isEmpty()) {
      page.element("figcaption", caption);
    }
    page.close("figure");
  }
}
