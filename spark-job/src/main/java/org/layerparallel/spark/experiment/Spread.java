package org.layerparallel.spark.experiment;

import java.util.Collection;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How the final validation accuracies of many runs are spread, in percent.
 *
 * @param deviation standard deviation of the sample, by n - 1
 */
record Spread(double mean, double median, double max, double min, double deviation) {

  /** The spread of at least one run. */
  static Spread of(Collection<FinishedRun> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no runs");
    }
    DescriptiveStatistics statistics = new DescriptiveStatistics();
    runs.forEach(run -> statistics.addValue(run.accuracy()));
    return new Spread(
        statistics.getMean(),
        statistics.getPercentile(50),
        statistics.getMax(),
        statistics.getMin(),
        statistics.getStandardDeviation());
  }

  /** Cells of a Markdown table. */
  String cells() {
    return String.format(
        Locale.ROOT, " %.1f | %.1f | %.1f | %.1f | %.2f |", mean, median, max, min, deviation);
  }

  /** Heads of these cells, and the rule below them. */
  static final String HEAD = " mean | median | max | min | st. dev. |";

  static final String RULE = "--:|--:|--:|--:|--:|";
}
