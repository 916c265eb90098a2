package org.layerparallel.spark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.model.StrictJson;
import org.layerparallel.spark.plan.Rates;

/** A cluster's rates in a JSON file, all in seconds: what the scaling experiment measures and a plan goes by. */
public final class RatesFile {

  private static final String JOB = "jobSeconds";
  private static final String TASK = "taskSeconds";
  private static final String MESSAGE = "messageSeconds";
  private static final String DRIVER_BYTE = "driverSecondsPerByte";
  private static final String NETWORK_BYTE = "networkSecondsPerByte";
  private static final String LATENCY = "latencySeconds";

  private RatesFile() {}

  /** Writes them to {@code out}, which is not closed. */
  public static void write(OutputStream out, Rates rates) throws IOException {
    ObjectNode tree = StrictJson.object();
    tree.put(JOB, rates.job());
    tree.put(TASK, rates.task());
    tree.put(MESSAGE, rates.message());
    tree.put(DRIVER_BYTE, rates.driverByte());
    tree.put(NETWORK_BYTE, rates.networkByte());
    tree.put(LATENCY, rates.latency());
    out.write((tree.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads them.
   *
   * @throws UserError if there is no such file, or one of them is missing or no number of seconds
   */
  public static Rates read(Configuration hadoop, String file) {
    return InputFiles.read(hadoop, file, (in, length) -> rates(file, in.readAllBytes()));
  }

  private static Rates rates(String file, byte[] bytes) throws IOException {
    try {
      JsonNode tree = StrictJson.read(bytes);
      return new Rates(
          seconds(file, tree, JOB),
          seconds(file, tree, TASK),
          seconds(file, tree, MESSAGE),
          seconds(file, tree, DRIVER_BYTE),
          seconds(file, tree, NETWORK_BYTE),
          seconds(file, tree, LATENCY));
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw new UserError(file + ": is no JSON (" + UserError.reason(e) + "); measure again", e);
    }
  }

  private static double seconds(String file, JsonNode tree, String field) {
    JsonNode value = tree.get(field);
    if (value == null || !value.isNumber() || !(value.doubleValue() >= 0) || Double.isInfinite(value.doubleValue())) {
      throw new UserError(
          file + ": " + field + (value == null ? " is missing" : " is " + value)
              + ", must be a number of seconds, at least 0; take rates-....json of experiment scaling");
    }
    return value.doubleValue();
  }
}
