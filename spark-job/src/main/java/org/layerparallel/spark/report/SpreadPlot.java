package org.layerparallel.spark.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;

/** Picture of how a figure is spread over the runs of some groups: a box and whiskers for each, with the runs as points. */
public final class SpreadPlot {

  private static final int WIDTH_OF_GROUP = 170;

  private SpreadPlot() {}

  /**
   * Draws groups as PNG.
   *
   * @param out written to, not closed
   * @param axis name of the figure
   * @param groups values of each, by name, at least one group and one value
   */
  public static void write(OutputStream out, String title, String axis, Map<String, List<Double>> groups)
      throws IOException {
    System.setProperty("java.awt.headless", "true");
    BoxChart chart =
        new BoxChartBuilder()
            .width(Math.max(AccuracyPlot.WIDTH, 100 + WIDTH_OF_GROUP * groups.size()))
            .height(AccuracyPlot.HEIGHT)
            .title(title)
            .yAxisTitle(axis)
            .build();
    PlotStyle.common(chart.getStyler());
    chart.getStyler().setShowWithinAreaPoint(true).setLegendVisible(false);
    // The library asks lists whether they hold null, which immutable ones do not bear.
    groups.forEach((name, values) -> chart.addSeries(name, new ArrayList<>(values)));
    BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
  }
}
