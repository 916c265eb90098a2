package org.layerparallel.spark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;

/**
 * An object of an earlier run's summary; a field that is missing is an error.
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
            return new SummaryReader(file, new ObjectMapper().readTree(in));
          } catch (JsonProcessingException e) {
            throw new UserError(file + ": is no JSON (" + UserError.reason(e) + "); train again", e);
          }
        });
  }

  /** An object within this one. */
  SummaryReader object(JsonNode inner) {
    return new SummaryReader(file, inner);
  }

  JsonNode get(String field) {
    JsonNode value = tree.get(field);
    if (value == null) {
      throw new UserError(
          file + ": has no " + field + ", must be the summary of a training by this version; train again");
    }
    return value;
  }

  /** A number, NaN for null. */
  double number(String field) {
    JsonNode value = get(field);
    return value.isNull() ? Double.NaN : value.asDouble();
  }
}
