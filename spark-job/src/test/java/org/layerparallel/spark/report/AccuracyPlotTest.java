package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.layerparallel.train.IterationRecord;

class AccuracyPlotTest {

  private static final int LEVEL_0 = 0x0072B2;
  private static final int LEVEL_1 = 0xD55E00;
  private static final int LEVEL_2 = 0x009E73;

  @Test
  void aNestedRunIsDrawnInAColourForEachLevel() throws IOException {
    byte[] png = draw(Runs.nested(200, 125, 75));
    // Kept for a look at it.
    Files.write(Path.of(System.getProperty("basedir", "."), "target", "accuracy-example.png"), png);
    Set<Integer> colours = colours(png);
    assertTrue(colours.containsAll(List.of(LEVEL_0, LEVEL_1, LEVEL_2, 0xFFFFFF)));
  }

  @Test
  void aRunOfOneIterationHasAPictureToo() throws IOException {
    assertTrue(colours(draw(Runs.nested(1))).size() > 10);
  }

  @Test
  void aRunWithoutValidationHasAPictureToo() throws IOException {
    IterationRecord record = Runs.record(0, 0, Double.NaN);
    List<TimedIteration> run = List.of(new TimedIteration(record, 0.1), new TimedIteration(record, 0.2));
    assertTrue(colours(draw(run)).size() > 10);
  }

  @Test
  void aLevelTooShortForALabelHasNone() throws IOException {
    Set<Integer> colours = colours(draw(Runs.nested(1, 100, 100)));
    assertTrue(colours.containsAll(List.of(LEVEL_0, LEVEL_1, LEVEL_2)), "a level is missing");
  }

  private static byte[] draw(List<TimedIteration> run) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AccuracyPlot.write(out, run, WorkUnit.measure(run, 3));
    return out.toByteArray();
  }

  private static Set<Integer> colours(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(AccuracyPlot.WIDTH, image.getWidth());
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
