package org.layerparallel.spark.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of reports. */
class HtmlReportInBrowserTest {

  private static final String THEME = "document.documentElement.dataset.theme";
  private static final String BACKGROUND = "getComputedStyle(document.body).backgroundColor";

  @TempDir private static Path scratch;

  private static Browser browser;
  private static BrowserTab tab;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = Browser.start(scratch);
    tab = browser.tab();
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void anOrdinaryReader() throws IOException {
    tab.become(1200, false, false);
  }

  @Test
  void everyChartIsDrawnAndNothingIsAskedForOrComplainedOf() throws IOException {
    for (String name : Samples.HOSTILE) {
      Path file = open(Samples.everything(name));
      assertEquals(4, number("document.querySelectorAll('.plot svg').length"), "charts");
      assertEquals(
          4, number("[...document.querySelectorAll('.plot svg')].filter(svg => svg.querySelector('path')).length"));
      assertEquals(0, number("document.querySelectorAll('.plot canvas').length"), "canvases");
      assertEquals("Report of " + name, tab.evaluate("document.title").textValue());
      assertEquals(4, number("document.images.length"), "images");
      quiet(file);
    }
  }

  @Test
  void linesWithGapsOnePointOrNoneAreDrawn() throws IOException {
    Series gaps = Samples.series("gaps", 0, 1, Double.NaN, 0.1, 0, -1, 1e-3, 1e-4);
    Path file =
        open(
            report(
                Samples.chart(gaps),
                Samples.chart(Samples.series("one", 1, 0.5)),
                Samples.chart(Samples.series("zero", 2, 0, 0)),
                Samples.chart(Samples.series("none", 3)),
                Samples.chart()));
    assertEquals(5, number("document.querySelectorAll('.plot svg').length"));
    quiet(file);
  }

  @Test
  void logarithmicAxesGoDownToRounding() throws IOException {
    Path file = open(report(Samples.chart(Samples.series("residual", 0, 1, 1e-3, 1e-12, 3e-21))));
    String ticks = "[...document.querySelectorAll('.plot svg text')].map(text => text.textContent).join(' ')";
    String labels = tab.evaluate(ticks).textValue();
    assertTrue(labels.contains("1e-21") && labels.contains("1e-12") && labels.contains("1e-3"), labels);
    quiet(file);
  }

  @Test
  void coloursFollowTheReaderAndTheButton() throws IOException {
    Path file = open(Samples.everything("name"));
    String light = tab.evaluate(BACKGROUND).textValue();
    assertEquals("light", tab.evaluate(THEME).textValue());
    String drawn = tab.evaluate("document.querySelector('.plot').innerHTML").textValue();
    tab.become(1200, true, false);
    assertEquals("dark", tab.evaluate(THEME).textValue());
    assertNotEquals(light, tab.evaluate(BACKGROUND).textValue());
    assertNotEquals(drawn, tab.evaluate("document.querySelector('.plot').innerHTML").textValue());
    tab.click("button.theme");
    assertEquals(light, tab.evaluate(BACKGROUND).textValue());
    quiet(file);
  }

  @Test
  void theLegendTakesALineAway() throws IOException {
    Path file = open(report(Samples.chart(Samples.series("a", 0, 1, 2), Samples.series("b", 1, 2, 1))));
    String paths = "document.querySelectorAll('.plot svg path').length";
    int before = number(paths);
    tab.click(".legend button");
    assertTrue(number(paths) < before, "the line is still there");
    tab.click("button.theme");
    assertTrue(number(paths) < before, "the line is there again in other colours");
    tab.click(".legend button");
    assertEquals(before, number(paths));
    quiet(file);
  }

  @Test
  void framesPlayWhenAskedTo() throws IOException {
    Path file = open(Samples.everything("name"));
    String shown = "[...document.querySelectorAll('.strip figure')].filter(f => f.offsetParent !== null).length";
    assertEquals(1, number(shown));
    tab.click(".layout");
    assertEquals(3, number(shown));
    tab.click(".play");
    assertEquals(1, number(shown));
    assertEquals("Pause", tab.evaluate("document.querySelector('.play').textContent").textValue());
    tab.evaluate(
        "{ const slider = document.querySelector('.controls input'); slider.value = 2;"
            + " slider.dispatchEvent(new Event('input')); }");
    assertEquals("layer 16", tab.evaluate("document.querySelector('.controls output').value").textValue());
    assertEquals("Play", tab.evaluate("document.querySelector('.play').textContent").textValue());
    quiet(file);
  }

  @Test
  void framesLieSideBySideForWhoWantsLessMotion() throws IOException {
    tab.become(1200, false, true);
    open(Samples.everything("name"));
    assertEquals(
        3, number("[...document.querySelectorAll('.strip figure')].filter(f => f.offsetParent !== null).length"));
  }

  @Test
  void aNarrowWindowNeedsNoScrollingSideways() throws IOException {
    tab.become(420, false, false);
    Path file = open(Samples.everything("a rather long name that has to be wrapped somewhere"));
    assertEquals(420, number("document.documentElement.scrollWidth"));
    quiet(file);
  }

  private static HtmlReport report(Part... parts) {
    return new HtmlReport("Title", "", List.of(new Section("Section", "", List.of(parts))));
  }

  private static Path open(HtmlReport report) throws IOException {
    Path file = Files.writeString(scratch.resolve("report.html"), Samples.html(report));
    tab.open(file);
    return file;
  }

  private static void quiet(Path file) {
    assertEquals(List.of(), tab.complaints());
    assertEquals(
        List.of(file.toUri().toString()),
        tab.requests().stream().filter(address -> !address.startsWith("data:")).toList());
  }

  private static int number(String expression) throws IOException {
    return tab.evaluate(expression).intValue();
  }
}
