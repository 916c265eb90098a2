package org.layerparallel.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** How pictures look: colours that colour-blind people tell apart, on white, in sizes that can be read when halved. */
final class PlotStyle {

  static final BasicStroke SOLID = new BasicStroke(3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final BasicStroke DASHED = dashes(1.8f, 7f, 5f);

  // Okabe and Ito's palette, the yellow left out: it is too light for lines on white.
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9));
  private static final Color FRAME = new Color(0x444444);
  private static final Color SEPARATOR = new Color(0x888888);
  private static final Color GRID = new Color(0xE4E4E4);

  private PlotStyle() {}

  /** The colour of a number; more numbers than colours take them again from the first. */
  static Color colour(int number) {
    return COLOURS.get(number % COLOURS.size());
  }

  /** For a picture with a legend in the lower right corner. */
  static void apply(XYStyler styler) {
    common(styler);
    styler.setLegendFont(font(Font.PLAIN, 17)).setLegendPosition(Styler.LegendPosition.InsideSE);
    styler.setLegendBorderColor(GRID).setLegendSeriesLineLength(48);
    styler.setAnnotationTextFont(font(Font.BOLD, 18)).setAnnotationTextFontColor(FRAME);
    styler.setAnnotationLineColor(SEPARATOR).setAnnotationLineStroke(dashes(1.5f, 3f, 4f));
    styler.setXAxisDecimalPattern("0.#").setXAxisTickMarkSpacingHint(100);
    styler.setPlotContentSize(1.0);
  }

  /** For any picture with axes. */
  static void common(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE).setChartPadding(18);
    styler.setPlotBackgroundColor(Color.WHITE).setPlotBorderColor(FRAME);
    styler.setChartTitleFont(font(Font.BOLD, 24)).setChartTitlePadding(16);
    styler.setChartTitleBoxVisible(false);
    styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setPlotMargin(0);
    styler.setAxisTitleFont(font(Font.PLAIN, 19)).setAxisTickLabelsFont(font(Font.PLAIN, 16));
    styler.setAxisTickLabelsColor(FRAME).setAxisTickMarksColor(FRAME);
    styler.setYAxisDecimalPattern("0").setYAxisTickMarkSpacingHint(60);
    styler.setLocale(Locale.ROOT);
    styler.setAntiAlias(true);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  private static BasicStroke dashes(float width, float on, float off) {
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {on, off}, 0f);
  }
}
