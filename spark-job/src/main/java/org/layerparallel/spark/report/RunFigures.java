package org.layerparallel.spark.report;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.layerparallel.spark.error.UserError;

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
    long examples,
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
    SummaryReader summary = SummaryReader.read(hadoop, directory);
    return of(new Path(directory).getName(), summary);
  }

  private static RunFigures of(String name, SummaryReader summary) {
    List<Level> levels = new ArrayList<>();
    for (SummaryReader level : summary.objects("levels")) {
      SummaryReader iteration = level.object("medianIteration");
      levels.add(
          new Level(
              level.count("layers"),
              new Iteration(
                  iteration.number("seconds"),
                  iteration.number("sparkJobs"),
                  iteration.number("resultBytes"),
                  iteration.number("broadcastBytes"))));
    }
    return new RunFigures(
        name,
        summary.count("width"),
        (long) summary.count("trainingExamples") + summary.count("validationExamples"),
        levels,
        summary.number("wallSeconds"),
        summary.number("peakMemoryBytes"),
        summary.number("validationAccuracy"));
  }
}
