package org.layerparallel.spark.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.RunsPlot;
import org.layerparallel.spark.report.html.LineChart;

/**
 * A nested run beside a non-nested one of the finest network. Their work unit is the mean time of an iteration of the
 * latter, as in the paper.
 */
record Comparison(FinishedRun nested, FinishedRun nonNested) {

  /** Runs that alternate, nested and non-nested, two by two. */
  static List<Comparison> pairs(List<FinishedRun> runs) {
    List<Comparison> pairs = new ArrayList<>();
    for (int i = 0; i < runs.size(); i += 2) {
      pairs.add(new Comparison(runs.get(i), runs.get(i + 1)));
    }
    return pairs;
  }

  List<FinishedRun> both() {
    return List.of(nested, nonNested);
  }

  double unitSeconds() {
    return nonNested.run().meanSecondsOnFinest();
  }

  /** What a run of the two took, in work units. */
  double workUnits(PastRun run) {
    return run.wallSeconds() / unitSeconds();
  }

  /** Work units until a run of the two had a validation accuracy of {@code percent}, as text. */
  String workUnitsTo(double percent, PastRun run) {
    OptionalDouble seconds = Milestones.secondsTo(run, percent);
    return seconds.isPresent() ? Text.of("%.0f", seconds.getAsDouble() / unitSeconds()) : "never";
  }

  /** Validation accuracy over work units, as a picture in {@code file} and as the chart that is returned. */
  LineChart draw(Results results, String file, String title) {
    List<RunsPlot.Curve> curves =
        List.of(
            new RunsPlot.Curve("nested", nested.run(), false),
            new RunsPlot.Curve("non-nested", nonNested.run(), true));
    results.file(
        file, stream -> RunsPlot.write(stream, title, curves, unitSeconds(), "a non-nested iteration"));
    return Charts.accuracyOverWork(title, curves, unitSeconds());
  }
}
