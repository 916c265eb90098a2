package org.layerparallel.spark.experiment;

import java.util.Collection;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How the final validation accuracies of many runs are spread, in percent.
 *
 * @param deviation standard deviation of the sample, by n - 1
 */
record Spread(double mean, double median, double max, double min, double deviation) {

  /** Heads of its cells. */
  static final List<String> HEADER = List.of("mean", "median", "max", "min", "st. dev.");

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

  /** Cells of a table, below {@link #HEADER}. */
  List<String> cells() {
    return List.of(
        Text.of("%.1f", mean),
        Text.of("%.1f", median),
        Text.of("%.1f", max),
        Text.of("%.1f", min),
        Text.of("%.2f", deviation));
  }
}
