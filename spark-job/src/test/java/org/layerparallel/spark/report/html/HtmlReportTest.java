package org.layerparallel.spark.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the file holds; {@link HtmlReportInBrowserTest} sees what becomes of it. */
class HtmlReportTest {

  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"charts\">(.*?)</script>", Pattern.DOTALL);

  @Test
  void noNameEndsAnElementOrBeginsOne() throws IOException {
    String plain = Samples.html(Samples.everything("name"));
    for (String hostile : Samples.HOSTILE) {
      String html = Samples.html(Samples.everything(hostile));
      for (String tag : List.of("<script", "</script", "<img", "<b>", "<!--")) {
        assertEquals(count(plain, tag), count(html, tag), tag + " with " + hostile);
      }
      assertEquals(hostile, charts(html).get(0).get("series").get(0).get("name").textValue());
    }
  }

  @Test
  void whatIsNotFiniteIsNull() throws IOException {
    JsonNode chart = data(Samples.chart(Samples.series("s", 0, 1, Double.NaN, Double.POSITIVE_INFINITY, 1.0 / 3)));
    assertEquals("[1.0,null,null,0.3333333]", chart.get("series").get(0).get("y").toString());
    assertEquals("[null,null]", chart.get("y").get("range").toString());
    assertTrue(chart.get("y").get("logarithmic").booleanValue());
  }

  @Test
  void everythingAChartShowsIsInItsTable() {
    String html = Samples.html(report(Samples.chart(Samples.series("only", 0, 1.5e-7), Samples.series("none", 1))));
    assertTrue(html.contains("only</th>\n<td class=\"number\">1</td>\n<td class=\"number\">1.5e-7</td>"), "row");
  }

  @Test
  void longLinesAreThinnedInTheTableButNotInTheChart() throws IOException {
    double[] y = IntStream.range(0, 1000).mapToDouble(i -> i + 0.5).toArray();
    LineChart chart = Samples.chart(Samples.series("long", 0, y));
    String html = Samples.html(report(chart));
    int rows = count(html, "<tr>") - 1;
    assertTrue(rows <= LineChart.MOST_ROWS && rows > LineChart.MOST_ROWS / 2, rows + " rows");
    assertTrue(html.contains(">0.5</td>") && html.contains(">999.5</td>"), "ends of the line");
    assertEquals(1000, data(chart).get("series").get(0).get("y").size());
  }

  @Test
  void numbersAreShort() {
    assertEquals("95.2", NumberText.of(95.2));
    assertEquals("0.333333", NumberText.of(1.0 / 3));
    assertEquals("-1.23457e-5", NumberText.of(-1.234567e-5));
    assertEquals("123456000", NumberText.of(123_456_000));
    assertEquals("1e20", NumberText.of(1e20));
    assertEquals("0", NumberText.of(0));
    assertEquals("–", NumberText.of(Double.NaN));
  }

  @Test
  void mediansAndMeansAreOfWhatIsFinite() {
    StripChart.Group even = new StripChart.Group("g", new double[] {4, Double.NaN, 1, 2, 9});
    assertEquals(3, even.median());
    assertEquals(4, even.mean());
    assertEquals(2, new StripChart.Group("g", new double[] {7, 1, 2}).median());
    assertTrue(Double.isNaN(new StripChart.Group("g", new double[0]).median()));
  }

  @Test
  void neighbouringStylesDifferInMoreThanColour() {
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < i; j++) {
        Series.Style one = Series.Style.of(i);
        Series.Style other = Series.Style.of(j);
        assertFalse(one.dash() == other.dash() && one.marker() == other.marker(), i + " and " + j);
      }
    }
  }

  @Test
  void withoutChartsTheLibraryStaysOut() {
    String html = Samples.html(report(new FoldedText("Settings", "a = 1")));
    assertTrue(html.length() < 60_000, html.length() + " characters");
    assertEquals(1, count(html, "'sha256-"));
  }

  @Test
  void theLibraryKeepsItsLicence() {
    String html = Samples.html(report(Samples.chart(Samples.series("s", 0, 1, 2))));
    assertTrue(html.contains("Licensed to the Apache Software Foundation"));
    assertTrue(html.length() < 800_000, html.length() + " characters");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Series.Style style = Series.Style.of(0);
    refused("s: 1 x, 2 y", () -> new Series("s", new double[1], new double[2], style));
    refused("r: min=2.0, must be < max=1.0", () -> Axis.between("r", 2, 1));
    refused(
        "r: min=0.0, must be > 0 on a logarithmic axis",
        () -> new Axis("r", Axis.Scale.LOGARITHMIC, 0, 1));
    refused("shade=1.5, must be in [0, 1]", () -> new Heatmap.Cell("", 1.5));
    refused("alternative is empty, must say what the picture shows", () -> new Picture(new byte[0], " ", ""));
    refused("frames is empty, must have at least one", () -> new Frames("", List.of(), "a", ""));
    refused(
        "1 cells in a table of 2 columns: [1]",
        () -> new Table("", List.of("a", "b"), List.of(List.of("1")), List.of()));
    refused(
        "scale=LOGARITHMIC, must be LINEAR where parts add up",
        () -> new StackedBars("", Axis.logarithmic(""), List.of(), List.of()));
    refused(
        "c: 1 values for 0 bars",
        () -> new StackedBars("", Axis.of(""), List.of(), List.of(new StackedBars.Layer("c", new double[1]))));
  }

  private static void refused(String message, Executable made) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
  }

  private static HtmlReport report(Part... parts) {
    return new HtmlReport("Title", "", List.of(new Section("Section", "", List.of(parts))));
  }

  private static JsonNode data(Part part) throws IOException {
    return charts(Samples.html(report(part))).get(0);
  }

  private static JsonNode charts(String html) throws IOException {
    Matcher matcher = DATA.matcher(html);
    assertTrue(matcher.find(), "no data in the page");
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
