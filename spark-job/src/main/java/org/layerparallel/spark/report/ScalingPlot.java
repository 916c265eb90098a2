package org.layerparallel.spark.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Picture of seconds over a size, both by their logarithms. */
public final class ScalingPlot {

  private ScalingPlot() {}

  /**
   * A line.
   *
   * @param x sizes, positive
   * @param seconds as many, positive
   * @param dashed whether it is
   */
  public record Line(String name, double[] x, double[] seconds, boolean dashed) {}

  /**
   * Draws lines as PNG.
   *
   * @param out written to, not closed
   * @param axis name of the size
   */
  public static void write(OutputStream out, String title, String axis, List<Line> lines) throws IOException {
    System.setProperty("java.awt.headless", "true");
    XYChart chart =
        new XYChartBuilder()
            .width(AccuracyPlot.WIDTH)
            .height(AccuracyPlot.HEIGHT)
            .title(title)
            .xAxisTitle(axis)
            .yAxisTitle("seconds an iteration")
            .build();
    PlotStyle.apply(chart.getStyler());
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true).setYAxisDecimalPattern("0.###");
    for (Line line : lines) {
      XYSeries series = chart.addSeries(line.name(), line.x(), line.seconds());
      series.setLineColor(PlotStyle.colour(chart.getSeriesMap().size() - 1));
      series.setLineStyle(line.dashed() ? PlotStyle.DASHED : PlotStyle.SOLID);
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(PlotStyle.colour(chart.getSeriesMap().size() - 1));
    }
    BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
  }
}
