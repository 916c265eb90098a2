package org.layerparallel.spark.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.layerparallel.spark.report.LevelReport;
import org.layerparallel.spark.report.Phases;
import org.layerparallel.spark.report.RunPhases;
import org.layerparallel.spark.report.RunPhases.LevelPhases;
import org.layerparallel.spark.report.html.Axis;
import org.layerparallel.spark.report.html.LineChart;
import org.layerparallel.spark.report.html.Part;
import org.layerparallel.spark.report.html.Series;
import org.layerparallel.spark.report.html.Series.Dash;
import org.layerparallel.spark.report.html.Series.Marker;
import org.layerparallel.spark.report.html.StackedBars;
import org.layerparallel.spark.report.html.StackedBars.Layer;
import org.layerparallel.spark.report.html.Table;

/** How long the levels took, and what their time went into. */
final class PhaseParts {

  /** What the phases are. */
  static final String TEXT =
      "Compute is the longest task of each superstep. Spark is the rest of the supersteps: broadcasting, scheduling,"
          + " collecting, and tasks that wait for a free core. Driver is all else: coarse levels, both ends of the"
          + " network, optimizer. In process, supersteps count as compute.";

  private final List<LevelReport> levels;
  private final Optional<RunPhases> phases;

  /** A phase and how it is drawn. */
  private record Phase(String name, Dash dash, Marker marker, ToDoubleFunction<Phases> of) {}

  private static final List<Phase> PHASES =
      List.of(
          new Phase("compute", Dash.SOLID, Marker.CIRCLE, Phases::compute),
          new Phase("Spark", Dash.DASHED, Marker.TRIANGLE, Phases::spark),
          new Phase("driver", Dash.DOTTED, Marker.SQUARE, Phases::driver));

  PhaseParts(List<LevelReport> levels, Optional<RunPhases> phases) {
    this.levels = levels;
    this.phases = phases;
  }

  /** How each level went. */
  Table levels() {
    List<List<String>> rows = new ArrayList<>();
    for (LevelReport level : levels) {
      rows.add(
          List.of(
              Integer.toString(level.layers()),
              Integer.toString(level.iterations()),
              text("%.1f", level.seconds()),
              text("%.1f", 1000 * level.medianSeconds()),
              text("%.1f", level.sparkJobsPerIteration()),
              level.reason().text()));
    }
    return new Table(
        "Levels",
        List.of("layers", "iterations", "seconds", "ms an iteration (median)", "supersteps an iteration", "ended by"),
        rows,
        Table.columns(0, 5));
  }

  /** What the time went into; none if it was not measured. */
  List<Part> charts() {
    return phases.map(measured -> List.of(perLevel(measured), perIteration(measured))).orElse(List.of());
  }

  /** In process nothing is Spark's. */
  private static List<Phase> used(RunPhases measured) {
    return PHASES.stream()
        .filter(phase -> measured.levels().stream().anyMatch(level -> phase.of().applyAsDouble(level.total()) > 0))
        .toList();
  }

  private Part perLevel(RunPhases measured) {
    List<Layer> parts = new ArrayList<>();
    for (Phase phase : used(measured)) {
      double[] milliseconds =
          IntStream.range(0, levels.size())
              .mapToDouble(
                  i -> 1000 * phase.of().applyAsDouble(measured.levels().get(i).total()) / levels.get(i).iterations())
              .toArray();
      parts.add(new Layer(phase.name(), milliseconds));
    }
    return new StackedBars(
        "Mean iteration of each level",
        Axis.between("ms an iteration", 0, Double.NaN),
        levels.stream().map(level -> level.layers() + " layers").toList(),
        parts);
  }

  private static Part perIteration(RunPhases measured) {
    List<Phases> all =
        measured.levels().stream().map(LevelPhases::iterations).flatMap(List::stream).toList();
    double[] numbers = IntStream.rangeClosed(1, all.size()).asDoubleStream().toArray();
    List<Series> series = new ArrayList<>();
    List<Phase> used = used(measured);
    for (int i = 0; i < used.size(); i++) {
      Phase phase = used.get(i);
      double[] milliseconds = all.stream().mapToDouble(of -> 1000 * phase.of().applyAsDouble(of)).toArray();
      Series.Style style = new Series.Style(i, phase.dash(), phase.marker());
      series.add(new Series(phase.name(), numbers, milliseconds, style));
    }
    return new LineChart(
        "Every iteration", Axis.of("iteration, all levels"), Axis.logarithmic("ms"), series);
  }

  private static String text(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }
}
