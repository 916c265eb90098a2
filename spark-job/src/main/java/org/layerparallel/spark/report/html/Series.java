package org.layerparallel.spark.report.html;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A line of a chart.
 *
 * @param name what the legend calls it
 * @param x where its points are, not modified
 * @param y as many values, not modified; NaN breaks the line
 * @param style how it looks
 */
public record Series(String name, double[] x, double[] y, Style style) {

  /** How a line is interrupted. */
  public enum Dash {
    SOLID,
    DASHED,
    DOTTED
  }

  /** What stands at some points of a line, to tell it from others. */
  public enum Marker {
    NONE,
    CIRCLE,
    TRIANGLE,
    SQUARE,
    DIAMOND
  }

  /**
   * How a line looks. Two lines of a chart should differ in dash or marker, not in colour alone.
   *
   * @param colour index into the colours of reports, any number from 0; they repeat
   * @param dash how it is interrupted
   * @param marker what stands at its points
   */
  public record Style(int colour, Dash dash, Marker marker) {

    public Style {
      if (colour < 0) {
        throw new IllegalArgumentException("colour=" + colour + ", must be >= 0");
      }
    }

    /** The {@code number}-th style of a row of them, of which the first twelve differ in more than colour. */
    public static Style of(int number) {
      Marker[] markers = Marker.values();
      Dash[] dashes = Dash.values();
      return new Style(
          number, dashes[number % dashes.length], markers[1 + number % (markers.length - 1)]);
    }
  }

  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(name + ": " + x.length + " x, " + y.length + " y");
    }
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name);
    json.put("colour", style.colour());
    json.put("dash", style.dash().name().toLowerCase(Locale.ROOT));
    json.put("marker", style.marker().name().toLowerCase(Locale.ROOT));
    json.set("x", EmbeddedJson.numbers(x));
    json.set("y", EmbeddedJson.numbers(y));
    return json;
  }
}
