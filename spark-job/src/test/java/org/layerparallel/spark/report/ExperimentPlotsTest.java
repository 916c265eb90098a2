package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ExperimentPlotsTest {

  @Test
  void eachNumberOfLayersHasItsColour() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<RunsPlot.Curve> curves =
        List.of(
            new RunsPlot.Curve("nested", run(16, 32), false), new RunsPlot.Curve("non-nested", run(32), true));
    RunsPlot.write(out, "Runs", curves, 0.1, "an iteration");
    Set<Integer> colours = colours(out);
    assertTrue(colours.containsAll(List.of(0x0072B2, 0xD55E00)), "a colour is missing");
    assertTrue(!colours.contains(0x009E73), "a third colour, of two numbers of layers");
  }

  @Test
  void aSpreadHasABoxForEachGroup() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SpreadPlot.write(
        out, "Spread", "accuracy", Map.of("a", List.of(1.0, 2.0, 3.0, 9.0), "b", List.of(4.0)));
    assertTrue(colours(out).size() > 10);
  }

  private static PastRun run(int... layers) {
    List<PastRun.Level> levels = new ArrayList<>();
    List<PastRun.Iteration> iterations = new ArrayList<>();
    for (int level = 0; level < layers.length; level++) {
      levels.add(new PastRun.Level(layers[level], 20, "iterations-done", 0.1));
      for (int i = 0; i < 20; i++) {
        double seconds = 0.1 * (iterations.size() + 1);
        iterations.add(new PastRun.Iteration(level, i, 0, 0, 1, 1, 1, 50 + i, 40 + i, seconds));
      }
    }
    return new PastRun(90, 91, 1, 1, 4, levels, iterations);
  }

  private static Set<Integer> colours(ByteArrayOutputStream png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    assertEquals(AccuracyPlot.HEIGHT, image.getHeight());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xFFFFFF);
      }
    }
    return colours;
  }
}
