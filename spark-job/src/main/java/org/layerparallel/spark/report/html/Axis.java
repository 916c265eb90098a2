package org.layerparallel.spark.report.html;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An axis of a chart.
 *
 * @param name what it measures, with the unit
 * @param scale how it does
 * @param min where it begins; NaN to let the data decide
 * @param max where it ends; NaN to let the data decide
 */
public record Axis(String name, Scale scale, double min, double max) {

  /** How values are spread. */
  public enum Scale {
    LINEAR,
    /** By their logarithm; values that are not positive are not drawn. */
    LOGARITHMIC
  }

  public Axis {
    if (min >= max) {
      throw new IllegalArgumentException(name + ": min=" + min + ", must be < max=" + max);
    }
    if (scale == Scale.LOGARITHMIC && min <= 0) {
      throw new IllegalArgumentException(name + ": min=" + min + ", must be > 0 on a logarithmic axis");
    }
  }

  /** A linear axis over the data. */
  public static Axis of(String name) {
    return new Axis(name, Scale.LINEAR, Double.NaN, Double.NaN);
  }

  /** A linear axis of a given range; either end may be NaN. */
  public static Axis between(String name, double min, double max) {
    return new Axis(name, Scale.LINEAR, min, max);
  }

  /** A logarithmic axis over the data. */
  public static Axis logarithmic(String name) {
    return new Axis(name, Scale.LOGARITHMIC, Double.NaN, Double.NaN);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name).put("logarithmic", scale == Scale.LOGARITHMIC);
    json.set("range", EmbeddedJson.numbers(min, max));
    return json;
  }
}
