package org.layerparallel.spark.report.html;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Reports made up for the tests. */
final class Samples {

  /** Names a file may hold, and a page must not take for its own. */
  static final List<String> HOSTILE =
      List.of(
          "</script><img src=x onerror=alert(1)>",
          "<!-- <script>",
          "]]> & \" ' ` ${x} \u2028 end",
          "%s %d \\u003c <b>bold</b>");

  private Samples() {}

  static Series series(String name, int number, double... y) {
    double[] x = IntStream.rangeClosed(1, y.length).asDoubleStream().toArray();
    return new Series(name, x, y, Series.Style.of(number));
  }

  static LineChart chart(Series... series) {
    return new LineChart("Residuals", Axis.of("iteration"), Axis.logarithmic("norm"), List.of(series));
  }

  static byte[] png(int colour) {
    BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
    IntStream.range(0, 80 * 60).forEach(i -> image.setRGB(i % 80, i / 80, i % 7 == 0 ? 0 : colour));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** One of each part, with {@code name} wherever a name can stand. */
  static HtmlReport everything(String name) {
    double[] falling = IntStream.range(0, 300).mapToDouble(i -> Math.exp(-0.05 * i) * (1.3 + Math.sin(i))).toArray();
    LineChart marked =
        new LineChart(
            "Lines of " + name,
            Axis.of("step of " + name),
            Axis.between("accuracy [%]", 0, 100),
            List.of(series(name, 0, 20, 40, Double.NaN, 60, Double.NaN, 80, 90), series("B", 1, 10, 30, 35, 40)),
            List.of(new LineChart.Mark(1, "16 layers"), new LineChart.Mark(4, name)));
    Heatmap heatmap =
        new Heatmap(
            "Confusion of " + name,
            "true",
            List.of("0", name),
            List.of(
                new Heatmap.Row("0", List.of(new Heatmap.Cell("9", 0.9), new Heatmap.Cell("1", 0.1))),
                new Heatmap.Row(name, List.of(new Heatmap.Cell("0", 0), new Heatmap.Cell("12", 1)))));
    StripChart.Group few = new StripChart.Group(name, new double[] {95.2, 97.6, 96, 95.4, 95.6, Double.NaN});
    StripChart.Group many =
        new StripChart.Group("48 runs", DoubleStream.iterate(90, v -> v + 0.15).limit(48).toArray());
    return new HtmlReport(
        "Report of " + name,
        name,
        List.of(
            new Section(
                "First " + name,
                name + "\n\nsecond paragraph",
                List.of(figures(name), marked, chart(series("falling", 2, falling)))),
            new Section(
                "Second",
                "",
                List.of(
                    new StackedBars(
                        "Bars",
                        Axis.of("s"),
                        List.of("16 layers", name),
                        List.of(
                            new StackedBars.Layer("compute", new double[] {1, 2}),
                            new StackedBars.Layer(name, new double[] {3, Double.NaN}),
                            new StackedBars.Layer("driver", new double[] {1, 1}))),
                    new StripChart("Strips", Axis.of("accuracy [%]"), List.of(few, many)),
                    heatmap)),
            new Section(
                "Third",
                "",
                List.of(
                    new Picture(png(0xCC8844), "a picture of " + name, name),
                    new Frames(
                        "Frames of " + name,
                        List.of(
                            new Frames.Frame(png(0x4488CC), "layer 0"),
                            new Frames.Frame(png(0x44CC88), name),
                            new Frames.Frame(png(0xCC4488), "layer 16")),
                        "states",
                        name),
                    new Table(name, List.of("name", name), List.of(List.of(name, "1"), List.of("b", "2")), List.of(1)),
                    new FoldedText("Settings of " + name, "a = 1\n" + name)))));
  }

  private static KeyFigures figures(String name) {
    return new KeyFigures(
        List.of(new KeyFigures.Figure("Accuracy", "95.20 %"), new KeyFigures.Figure(name, name)));
  }

  static String html(HtmlReport report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      report.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
