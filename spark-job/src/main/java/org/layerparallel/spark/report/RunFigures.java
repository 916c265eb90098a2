package org.layerparallel.spark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;

/**
 * What an earlier run took, from its summary. A figure that was not measured is NaN.
 *
 * @param name of its output directory
 * @param width of the network
 * @param examples training and validation examples
 * @param levels of the nested iteration, coarsest first
 * @param wallSeconds wall time of the training
 * @param peakMemoryBytes most memory of the process
 * @param validationAccuracy percent
 */
record RunFigures(
    String name,
    int width,
    int examples,
    List<Level> levels,
    double wallSeconds,
    double peakMemoryBytes,
    double validationAccuracy) {

  /**
   * A nested level.
   *
   * @param layers residual layers
   * @param iteration what its median iteration took
   */
  record Level(int layers, Iteration iteration) {}

  /**
   * An iteration.
   *
   * @param seconds wall time
   * @param jobs of Spark
   * @param resultBytes to the driver
   * @param broadcastBytes from the driver
   */
  record Iteration(double seconds, double jobs, double resultBytes, double broadcastBytes) {}

  RunFigures {
    levels = List.copyOf(levels);
  }

  /**
   * Reads the summary in an output directory.
   *
   * @throws UserError if there is none, or it is not that of a training
   */
  static RunFigures read(Configuration hadoop, String directory) {
    String file = directory + "/" + SummaryFile.NAME;
    return InputFiles.read(
        hadoop,
        file,
        (in, length) -> {
          try {
            String name = new Path(directory).getName();
            return of(name, new Reader(file, new ObjectMapper().readTree(in)));
          } catch (JsonProcessingException e) {
            throw new UserError(file + ": is no JSON (" + UserError.reason(e) + "); train again", e);
          }
        });
  }

  private static RunFigures of(String name, Reader summary) {
    List<Level> levels = new ArrayList<>();
    for (JsonNode entry : summary.get("levels")) {
      Reader level = new Reader(summary.file(), entry);
      Reader iteration = new Reader(summary.file(), level.get("medianIteration"));
      levels.add(
          new Level(
              (int) level.number("layers"),
              new Iteration(
                  iteration.number("seconds"),
                  iteration.number("sparkJobs"),
                  iteration.number("resultBytes"),
                  iteration.number("broadcastBytes"))));
    }
    return new RunFigures(
        name,
        (int) summary.number("width"),
        (int) (summary.number("trainingExamples") + summary.number("validationExamples")),
        levels,
        summary.number("wallSeconds"),
        summary.number("peakMemoryBytes"),
        summary.number("validationAccuracy"));
  }

  /** An object of a summary; a field that is missing is an error. */
  private record Reader(String file, JsonNode object) {

    JsonNode get(String field) {
      JsonNode value = object.get(field);
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
}
