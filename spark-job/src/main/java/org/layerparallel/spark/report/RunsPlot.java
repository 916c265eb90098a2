package org.layerparallel.spark.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Picture of several runs: validation accuracy over work units, in the colours of {@link Hues}; runs that share one are
 * told apart by the stroke.
 */
public final class RunsPlot {

  private RunsPlot() {}

  /**
   * A run in the picture.
   *
   * @param name for the legend
   * @param dashed whether its lines are
   */
  public record Curve(String name, PastRun run, boolean dashed) {}

  /**
   * Draws runs as PNG.
   *
   * @param out written to, not closed
   * @param unitSeconds work unit
   * @param unit what that is, for the axis
   */
  public static void write(
      OutputStream out, String title, List<Curve> curves, double unitSeconds, String unit) throws IOException {
    System.setProperty("java.awt.headless", "true");
    XYChart chart =
        new XYChartBuilder()
            .width(AccuracyPlot.WIDTH)
            .height(AccuracyPlot.HEIGHT)
            .title(title)
            .xAxisTitle(String.format(Locale.ROOT, "work units (1 = %s = %.3g s)", unit, unitSeconds))
            .yAxisTitle("validation accuracy [%]")
            .build();
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0).setXAxisMin(0.0);
    Hues hues = new Hues(curves);
    for (Curve curve : curves) {
      for (int level = 0; level < curve.run().levels().size(); level++) {
        add(chart, curve, level, hues.of(curve, level), unitSeconds);
      }
    }
    BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
  }

  private static void add(XYChart chart, Curve curve, int level, int colour, double unitSeconds) {
    List<PastRun.Iteration> iterations = curve.run().on(level);
    double[] work = iterations.stream().mapToDouble(i -> i.seconds() / unitSeconds).toArray();
    double[] accuracy = iterations.stream().mapToDouble(PastRun.Iteration::validationAccuracy).toArray();
    String name = curve.name() + ", " + curve.run().levels().get(level).layers() + " layers";
    XYSeries series = chart.addSeries(name, work, accuracy);
    series.setLineColor(PlotStyle.colour(colour));
    series.setLineStyle(curve.dashed() ? PlotStyle.DASHED : PlotStyle.SOLID);
    series.setMarker(work.length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setMarkerColor(PlotStyle.colour(colour));
  }
}
