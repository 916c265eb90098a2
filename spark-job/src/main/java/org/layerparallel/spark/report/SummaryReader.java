package org.layerparallel.spark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.model.StrictJson;

/**
 * An object of an earlier run's summary; a field that is missing, or of another kind than it was written, is an error.
 *
 * @param file for messages
 * @param tree the object
 */
record SummaryReader(String file, JsonNode tree) {

  /**
   * The summary in an output directory.
   *
   * @throws UserError if there is none, or it is no JSON
   */
  static SummaryReader read(Configuration hadoop, String directory) {
    String file = directory + "/" + SummaryFile.NAME;
    return InputFiles.read(
        hadoop,
        file,
        (in, length) -> {
          try {
            return new SummaryReader(file, StrictJson.read(in.readAllBytes()));
          } catch (JsonProcessingException | CharacterCodingException e) {
            throw new UserError(file + ": is no JSON (" + UserError.reason(e) + "); train again", e);
          }
        });
  }

  /** The objects in an array. */
  List<SummaryReader> objects(String field) {
    List<SummaryReader> objects = new ArrayList<>();
    for (JsonNode entry : require(field, JsonNode::isArray, "an array")) {
      objects.add(new SummaryReader(file, entry));
    }
    return objects;
  }

  SummaryReader object(String field) {
    return new SummaryReader(file, require(field, JsonNode::isObject, "an object"));
  }

  String text(String field) {
    return require(field, JsonNode::isTextual, "text").textValue();
  }

  /** A number, NaN for null. */
  double number(String field) {
    JsonNode value = require(field, found -> found.isNull() || found.isNumber(), "a number");
    return value.isNull() ? Double.NaN : value.doubleValue();
  }

  /** A number that counts something. */
  int count(String field) {
    return require(field, SummaryReader::isCount, "a count").intValue();
  }

  private static boolean isCount(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
  }

  private JsonNode require(String field, Predicate<JsonNode> right, String kind) {
    JsonNode value = tree.get(field);
    if (value == null) {
      throw new UserError(
          file + ": has no " + field + ", must be the summary of a training by this version; train again");
    }
    if (!right.test(value)) {
      throw new UserError(file + ": " + field + " is " + value + ", must be " + kind + "; train again");
    }
    return value;
  }
}
