package org.layerparallel.spark.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;

/** JSON inside HTML. */
final class EmbeddedJson {

  /** More digits than any screen shows. */
  private static final MathContext DIGITS = new MathContext(7);

  private EmbeddedJson() {}

  /** JSON in which no text can end the script element it stands in, or begin another, or a comment. */
  static String of(JsonNode tree) {
    return tree.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** Numbers, rounded; what is not finite is null, as JSON has no word for it. */
  static ArrayNode numbers(double... values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(values.length);
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(new BigDecimal(value).round(DIGITS).doubleValue());
      } else {
        array.addNull();
      }
    }
    return array;
  }
}
