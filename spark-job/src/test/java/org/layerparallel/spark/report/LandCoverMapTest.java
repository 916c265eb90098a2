package org.layerparallel.spark.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandCoverMapTest {

  /** Six pixels: one unknown, predicted as class 2; one of class 1 taken for class 2. */
  private static final LandCover SMALL =
      new LandCover(2, 3, new int[] {0, 1, 2, 3, 1, 3}, new int[] {2, 1, 2, 3, 2, 3});

  @Test
  void thePanelsShowWhatTheyShould() throws IOException {
    BufferedImage map = draw(SMALL, 3, List.of());
    // Three panels of the same size side by side, 3 x 2 cells each.
    int cell = 440 / 3;
    int[][] centres = {SMALL.truth(), {0, 1, 2, 3, 2, 3}, SMALL.predicted()};
    int top = topOfPanels(map);
    for (int panel = 0; panel < 3; panel++) {
      for (int pixel = 0; pixel < 6; pixel++) {
        int x = 32 + panel * (3 * cell + 24) + cell / 2 + pixel % 3 * cell;
        int y = top + cell / 2 + pixel / 3 * cell;
        Color expected = Palette.of(centres[panel][pixel]);
        assertEquals(expected, new Color(map.getRGB(x, y)), "panel " + panel + ", pixel " + pixel);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "300, 2, 40", "2, 5000, 3", "2000, 1500, 16", "145, 145, 16"})
  void anySceneHasAPictureWithAMarginAround(int rows, int columns, int classes) throws IOException {
    int[] predicted = new int[rows * columns];
    Arrays.setAll(predicted, pixel -> 1 + pixel % classes);
    List<String> names = Collections.nCopies(classes, "A class of a rather long name, of which there are some");
    BufferedImage map = draw(new LandCover(rows, columns, new int[rows * columns], predicted), classes, names);
    assertTrue(map.getWidth() <= 3 * 1200 + 200 && map.getHeight() < 3000, map.toString());
    for (int x = 0; x < map.getWidth(); x++) {
      assertEquals(Color.WHITE, new Color(map.getRGB(x, 8)), "top edge");
      assertEquals(Color.WHITE, new Color(map.getRGB(x, map.getHeight() - 6)), "bottom edge");
    }
    for (int y = 0; y < map.getHeight(); y++) {
      assertEquals(Color.WHITE, new Color(map.getRGB(8, y)), "left edge");
      assertEquals(Color.WHITE, new Color(map.getRGB(map.getWidth() - 9, y)), "right edge");
    }
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < map.getWidth(); x++) {
      for (int y = topOfPanels(map) + 1; y < map.getHeight(); y++) {
        colours.add(map.getRGB(x, y));
      }
    }
    for (int number = 0; number <= Math.min(16, classes); number++) {
      assertTrue(colours.contains(Palette.of(number).getRGB()), "no colour of class " + number);
    }
  }

  @Test
  void theTableIsTheMap() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SMALL.write(out);
    assertEquals("2,1,2\n3,2,3\n", out.toString(StandardCharsets.UTF_8));
    assertThrows(IllegalArgumentException.class, () -> new LandCover(2, 2, new int[4], new int[5]));
  }

  /** The first line below the frame of the first panel. */
  private static int topOfPanels(BufferedImage map) {
    for (int from = 100; from < map.getHeight(); from++) {
      if (new Color(map.getRGB(31, from)).equals(new Color(0x888888))) {
        return from + 1;
      }
    }
    throw new AssertionError("no frame of a panel");
  }

  private static BufferedImage draw(LandCover cover, int classes, List<String> names) throws IOException {
    int[][] counts = new int[classes][classes];
    counts[0][0] = 3;
    Confusion some = new Confusion(counts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LandCoverMap.write(
        out, cover, new ClassReport(new Classes(classes, 1, names), some, Optional.empty(), Optional.of(some)));
    return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
  }
}
