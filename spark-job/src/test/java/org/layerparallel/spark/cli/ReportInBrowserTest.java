package org.layerparallel.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.layerparallel.spark.data.SmallScene;
import org.layerparallel.spark.report.html.Browser;
import org.layerparallel.spark.report.html.BrowserTab;

/** The reports that trainings and experiments leave, in a browser. */
class ReportInBrowserTest {

  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

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

  @Test
  void ofTwoFeaturesOnSpark() throws IOException {
    open("peaks");
    assertEquals(
        List.of(
            "Outcome",
            "Accuracy and objective",
            "Multigrid and optimizer",
            "Time",
            "Classes",
            "What the network does",
            "Settings"),
        texts("h2"));
    assertEquals(
        List.of(
            "Accuracy over iterations",
            "Accuracy over work units",
            "Objective and loss over iterations",
            "Objective and loss over work units",
            "Multigrid residuals",
            "Multigrid cycles",
            "Gradient",
            "Step size",
            "Line search",
            "Supersteps, on Spark each a job",
            "Mean iteration of each level",
            "Every iteration"),
        texts("figure.chart > figcaption"));
    assertEquals(List.of("Validation, 50 examples", "Training, 100 examples"), captions());
    // One of decision regions, and 0, 1, .. 8 of 8 layers.
    assertEquals(1 + 9, pictures());
    assertEquals("layer 8 of 8", last(texts(".strip figcaption")));
  }

  @Test
  void ofASceneWithNamesThatAreMarkup() throws IOException {
    open(
        "scene",
        "data.kind=scene",
        "data.scene.cube=" + SmallScene.writeCube(scratch),
        "data.scene.ground-truth=" + SmallScene.writeGroundTruth(scratch),
        "data.scene.training=60",
        "data.scene.validation=30",
        "data.scene.class-names=[Corn, \"" + HOSTILE + "\", Woods]",
        "network.width=8",
        "network.opening=zero-expansion",
        "execution.kind=in-process");
    assertTrue(texts("h2").contains("Land cover"), texts("h2").toString());
    assertEquals("2 " + HOSTILE, texts(".heatmap tbody th").get(1));
    assertEquals(
        List.of("Validation, 30 examples", "Training, 60 examples", "All pixels not trained with, 228 examples"),
        captions());
    assertEquals(9 + 1, pictures());
    assertEquals(List.of("compute", "driver"), last(2, texts("figure.chart .legend button")));
  }

  /** Of serial propagation, without validation: a chart of residuals has no lines. */
  @Test
  void whatWasNotMeasuredIsLeftOut() throws IOException {
    open("exact", "optimizer.exact=true", "data.peaks.validation=0", "execution.kind=in-process");
    assertEquals(List.of("Training, 100 examples"), captions());
    assertTrue(texts("figure.chart .legend button").stream().noneMatch(name -> name.startsWith("validation")));
    assertTrue(texts("figure.chart > figcaption").stream().noneMatch(name -> name.startsWith("Multigrid")));
  }

  @Test
  void ofAnExperiment() throws IOException {
    Path output = scratch.resolve("statistics");
    Command.succeed(
        "experiment", "peaks-statistics", "--quick", "--widths", "3", "--seeds", "1", "--master", "local[2]",
        "--set", "data.peaks.training=50", "--set", "data.peaks.validation=20", "--set", "progress.kind=none",
        "--output", output.toString());
    look(output.resolve("report.html"));
    assertEquals(List.of("All runs", "By initial weights", "By hyperparameters"), texts("h2"));
    assertEquals(List.of("Final validation accuracy"), texts("figure.chart > figcaption"));
    // Nested and non-nested; the paper has no such width.
    assertEquals(2, texts("section:first-of-type .parts > .scroll tbody tr").size());
  }

  /** Trains, and looks at the report. */
  private static void open(String name, String... settings) throws IOException {
    Path run = scratch.resolve(name);
    Command.succeed(Command.small("train", run, settings));
    look(run.resolve("report.html"));
  }

  /** Opens a report, and holds it to what holds for all. */
  private static void look(Path report) throws IOException {
    tab.become(1200, false, false);
    tab.open(report);
    String drawn = "[...document.querySelectorAll('.plot')].filter(plot => !plot.querySelector('svg path')).length";
    assertEquals(0, tab.evaluate(drawn).intValue(), "charts that are not drawn");
    tab.become(420, true, false);
    assertEquals(420, tab.evaluate("document.documentElement.scrollWidth").intValue(), "width of the page");
    assertEquals(List.of(), tab.complaints());
    assertEquals(
        List.of(report.toUri().toString()),
        tab.requests().stream().filter(address -> !address.startsWith("data:")).toList());
  }

  private static List<String> texts(String selector) throws IOException {
    List<String> texts = new ArrayList<>();
    JsonNode found =
        tab.evaluate("[...document.querySelectorAll('" + selector + "')].map(element => element.textContent)");
    found.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  /** Captions of the confusion matrices without the accuracies. */
  private static List<String> captions() throws IOException {
    return texts(".heatmap caption").stream().map(text -> text.replaceFirst(", [0-9.]+ %$", "")).toList();
  }

  private static int pictures() throws IOException {
    String seen = "[...document.images].filter(image => image.naturalWidth > 100 && image.alt !== '').length";
    assertEquals(tab.evaluate("document.images.length"), tab.evaluate(seen), "pictures that cannot be seen");
    return tab.evaluate(seen).intValue();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private static <T> List<T> last(int count, List<T> list) {
    return list.subList(list.size() - count, list.size());
  }
}
