package org.layerparallel.spark.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.layerparallel.spark.report.Hues;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.RunsPlot;
import org.layerparallel.spark.report.html.Axis;
import org.layerparallel.spark.report.html.LineChart;
import org.layerparallel.spark.report.html.Series;
import org.layerparallel.spark.report.html.StripChart;

/** The charts of experiments. */
final class Charts {

  private Charts() {}

  /**
   * Validation accuracy of runs over work units, in the colours of {@link Hues}.
   *
   * @param unitSeconds work unit
   */
  static LineChart accuracyOverWork(String title, List<RunsPlot.Curve> curves, double unitSeconds) {
    Hues hues = new Hues(curves);
    List<Series> series = new ArrayList<>();
    for (RunsPlot.Curve curve : curves) {
      for (int level = 0; level < curve.run().levels().size(); level++) {
        int number = curve.run().levels().get(level).layers();
        List<PastRun.Iteration> iterations = curve.run().on(level);
        series.add(
            new Series(
                curve.name() + ", " + number + " layers",
                iterations.stream().mapToDouble(iteration -> iteration.seconds() / unitSeconds).toArray(),
                iterations.stream().mapToDouble(PastRun.Iteration::validationAccuracy).toArray(),
                new Series.Style(
                    hues.of(curve, level),
                    curve.dashed() ? Series.Dash.DASHED : Series.Dash.SOLID,
                    marker(hues.of(curve, level)))));
      }
    }
    return new LineChart(title, Axis.of("work units"), Axis.between("validation accuracy, %", 0, 100), series);
  }

  /** How a figure is spread over the runs of some groups. */
  static StripChart spread(String title, String axis, Map<String, List<Double>> groups) {
    List<StripChart.Group> strips = new ArrayList<>();
    groups.forEach(
        (name, values) ->
            strips.add(new StripChart.Group(name, values.stream().mapToDouble(Double::doubleValue).toArray())));
    return new StripChart(title, Axis.of(axis), strips);
  }

  private static Series.Marker marker(int number) {
    Series.Marker[] markers = Series.Marker.values();
    return markers[1 + number % (markers.length - 1)];
  }
}
