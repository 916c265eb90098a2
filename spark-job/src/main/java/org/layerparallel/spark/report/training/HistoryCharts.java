package org.layerparallel.spark.report.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.layerparallel.spark.report.TimedIteration;
import org.layerparallel.spark.report.WorkUnit;
import org.layerparallel.spark.report.html.Axis;
import org.layerparallel.spark.report.html.LineChart;
import org.layerparallel.spark.report.html.LineChart.Mark;
import org.layerparallel.spark.report.html.Part;
import org.layerparallel.spark.report.html.Series;
import org.layerparallel.spark.report.html.Series.Dash;
import org.layerparallel.spark.report.html.Series.Marker;
import org.layerparallel.spark.report.html.Series.Style;
import org.layerparallel.train.IterationRecord;

/** How a training went, iteration by iteration. A level has a colour and a marker, a quantity a dash. */
final class HistoryCharts {

  private static final List<Marker> MARKERS =
      List.of(Marker.CIRCLE, Marker.TRIANGLE, Marker.SQUARE, Marker.DIAMOND);

  private final List<TimedIteration> iterations;
  private final Along overIterations;
  private final Along overWork;

  /** A horizontal axis, and where on it each iteration is. */
  private record Along(String title, Axis axis, double[] at) {}

  /** What is drawn of each iteration. */
  private record Quantity(String name, Dash dash, ToDoubleFunction<IterationRecord> of) {}

  HistoryCharts(List<TimedIteration> iterations, WorkUnit unit) {
    this.iterations = iterations;
    this.overIterations =
        new Along(
            "over iterations",
            Axis.of("iteration, all levels"),
            IntStream.rangeClosed(1, iterations.size()).asDoubleStream().toArray());
    this.overWork =
        new Along(
            "over work units",
            Axis.between("work units", 0, Double.NaN),
            iterations.stream().mapToDouble(iteration -> iteration.seconds() / unit.seconds()).toArray());
  }

  /** Accuracy, objective and loss. */
  List<Part> outcome() {
    Quantity validation = new Quantity("validation", Dash.SOLID, r -> 100 * r.validationAccuracy());
    Quantity training = new Quantity("training", Dash.DASHED, r -> 100 * r.trainAccuracy());
    Quantity objective = new Quantity("objective", Dash.SOLID, IterationRecord::objective);
    Quantity loss = new Quantity("loss", Dash.DASHED, IterationRecord::loss);
    List<Part> parts = new ArrayList<>();
    for (Along along : List.of(overIterations, overWork)) {
      parts.add(
          chart("Accuracy " + along.title(), along, Axis.between("accuracy [%]", 0, 100), validation, training));
    }
    for (Along along : List.of(overIterations, overWork)) {
      parts.add(
          chart("Objective and loss " + along.title(), along, Axis.logarithmic("objective, loss"), objective, loss));
    }
    return parts;
  }

  /** What multigrid and the optimizer did; nothing of multigrid in a training by serial propagation. */
  List<Part> course() {
    List<Part> parts = new ArrayList<>();
    if (iterations.stream().anyMatch(iteration -> iteration.record().stateCycles() > 0)) {
      parts.addAll(multigrid());
    }
    parts.add(
        chart(
            "Gradient",
            overIterations,
            Axis.logarithmic("2-norm of the gradient"),
            new Quantity("gradient", Dash.SOLID, IterationRecord::gradientNorm)));
    parts.add(
        chart(
            "Step size",
            overIterations,
            Axis.logarithmic("step"),
            new Quantity("step", Dash.SOLID, IterationRecord::stepSize)));
    parts.add(counts("Line search", "reductions of the step", "reductions", IterationRecord::lineSearchIterations));
    parts.add(
        counts(
            "Supersteps, on Spark each a job",
            "supersteps an iteration",
            "supersteps",
            IterationRecord::supersteps));
    return parts;
  }

  private List<Part> multigrid() {
    return List.of(
        chart(
            "Multigrid residuals",
            overIterations,
            Axis.logarithmic("residual norm"),
            new Quantity("state", Dash.SOLID, IterationRecord::stateResidual),
            new Quantity("adjoint", Dash.DOTTED, IterationRecord::adjointResidual)),
        chart(
            "Multigrid cycles",
            overIterations,
            Axis.between("cycles an iteration", 0, Double.NaN),
            new Quantity("state", Dash.SOLID, IterationRecord::stateCycles),
            new Quantity("adjoint", Dash.DOTTED, IterationRecord::adjointCycles)));
  }

  private Part counts(String title, String axis, String name, ToDoubleFunction<IterationRecord> of) {
    return chart(
        title, overIterations, Axis.between(axis, 0, Double.NaN), new Quantity(name, Dash.SOLID, of));
  }

  private LineChart chart(String title, Along along, Axis y, Quantity... quantities) {
    List<Series> series = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (int from = 0; from < iterations.size(); from = end(from)) {
      int to = end(from);
      IterationRecord first = iterations.get(from).record();
      marks.add(new Mark(along.at()[from], first.layers() + " layers"));
      for (Quantity quantity : quantities) {
        double[] values =
            iterations.subList(from, to).stream().mapToDouble(i -> quantity.of().applyAsDouble(i.record())).toArray();
        // Residuals of serial propagation, or accuracies of no examples.
        if (Arrays.stream(values).anyMatch(Double::isFinite)) {
          double[] at = Arrays.copyOfRange(along.at(), from, to);
          Marker marker = MARKERS.get(first.level() % MARKERS.size());
          Style style = new Style(first.level(), quantity.dash(), marker);
          series.add(new Series(quantity.name() + ", " + first.layers() + " layers", at, values, style));
        }
      }
    }
    return new LineChart(title, along.axis(), y, series, marks);
  }

  /** The end of the level that begins with iteration {@code from}. */
  private int end(int from) {
    int to = from;
    while (to < iterations.size()
        && iterations.get(to).record().level() == iterations.get(from).record().level()) {
      to++;
    }
    return to;
  }
}
