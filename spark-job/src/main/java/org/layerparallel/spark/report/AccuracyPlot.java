package org.layerparallel.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Picture of a run: accuracy over work units. Levels have colours that colour-blind people tell apart, and are
 * separated by labelled vertical lines for those who see none; validation is a solid, training a dashed line.
 */
public final class AccuracyPlot {

  /** Pixels across. */
  public static final int WIDTH = 1200;

  /** Pixels down. */
  public static final int HEIGHT = 800;

  private static final double LABELS_AT = 103;
  private static final double TOP = 106;

  private AccuracyPlot() {}

  /**
   * Draws a run as PNG.
   *
   * @param out written to, not closed
   * @param iterations all iterations, in order, at least one
   * @param unit of the horizontal axis
   */
  public static void write(OutputStream out, List<TimedIteration> iterations, WorkUnit unit)
      throws IOException {
    // Nothing here needs a display; without this, a JVM on a machine with none may fail in AWT.
    System.setProperty("java.awt.headless", "true");
    BitmapEncoder.saveBitmap(chart(iterations, unit), out, BitmapFormat.PNG);
  }

  private static XYChart chart(List<TimedIteration> iterations, WorkUnit unit) {
    TimedIteration last = iterations.get(iterations.size() - 1);
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title(last))
            .xAxisTitle(
                String.format(
                    Locale.ROOT,
                    "work units (1 = an iteration on %d layers = %.3g s)",
                    last.record().layers(),
                    unit.seconds()))
            .yAxisTitle("accuracy [%]")
            .build();
    style(chart.getStyler());
    double end = Math.max(last.seconds() / unit.seconds(), 1e-9);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(end * 1.02);
    int from = 0;
    while (from < iterations.size()) {
      int to = from;
      int level = iterations.get(from).record().level();
      while (to < iterations.size() && iterations.get(to).record().level() == level) {
        to++;
      }
      double left = from == 0 ? 0 : iterations.get(from).seconds() / unit.seconds();
      double right =
          (to == iterations.size() ? last : iterations.get(to)).seconds() / unit.seconds();
      addLevel(chart, iterations.subList(from, to), unit, from == 0);
      if (from > 0) {
        chart.addAnnotation(new AnnotationLine(left, true, false));
      }
      String label = label(iterations.get(from).record().layers(), (right - left) / end);
      // An empty text cannot be drawn.
      if (!label.isEmpty()) {
        chart.addAnnotation(new AnnotationText(label, 0.5 * (left + right), LABELS_AT, false));
      }
      from = to;
    }
    return chart;
  }

  /** A level's label, shorter where the level takes a small share of the axis. */
  private static String label(int layers, double share) {
    return share >= 0.11 ? layers + " layers" : share >= 0.03 ? Integer.toString(layers) : "";
  }

  private static void addLevel(
      XYChart chart, List<TimedIteration> level, WorkUnit unit, boolean first) {
    double[] work = level.stream().mapToDouble(t -> t.seconds() / unit.seconds()).toArray();
    double[] train = level.stream().mapToDouble(t -> 100 * t.record().trainAccuracy()).toArray();
    double[] validation =
        level.stream().mapToDouble(t -> 100 * t.record().validationAccuracy()).toArray();
    int number = level.get(0).record().level();
    String layers = level.get(0).record().layers() + " layers";
    Color colour = PlotStyle.colour(number);
    series(chart, "training, " + layers, work, train, colour, PlotStyle.DASHED);
    if (!Double.isNaN(validation[validation.length - 1])) {
      series(chart, "validation, " + layers, work, validation, colour, PlotStyle.SOLID);
    }
  }

  private static void series(
      XYChart chart, String name, double[] x, double[] y, Color colour, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(colour).setLineStyle(stroke);
    // A level of one iteration has no line to see.
    series.setMarker(x.length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setMarkerColor(colour);
  }

  private static String title(TimedIteration last) {
    double validation = last.record().validationAccuracy();
    return Double.isNaN(validation)
        ? String.format(
            Locale.ROOT, "Final training accuracy %.2f %%", 100 * last.record().trainAccuracy())
        : String.format(Locale.ROOT, "Final validation accuracy %.2f %%", 100 * validation);
  }

  private static void style(XYStyler styler) {
    PlotStyle.apply(styler);
    styler.setYAxisMin(0.0).setYAxisMax(TOP);
  }
}
