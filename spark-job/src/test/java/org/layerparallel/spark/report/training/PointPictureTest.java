package org.layerparallel.spark.report.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.layerparallel.spark.report.Classes;

/** Points and regions stand where they should. */
class PointPictureTest {

  private static final int SIDE = 200;
  private static final int MARGIN = 14;

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void pointsAreDrawnWhereTheyAre() throws IOException {
    Plane plane = new Plane(-1, -1, 2, 2);
    PointPicture picture = new PointPicture(plane, SIDE, new Classes(2, 0, List.of()));
    BufferedImage image = read(picture.of(new double[] {-0.5, 0.5, 0.5, -0.5}, new int[] {0, 1}));
    assertEquals(ClassLook.of(0, 2).colour().getRGB(), image.getRGB(MARGIN + SIDE / 4, MARGIN + SIDE / 4));
    assertEquals(ClassLook.of(1, 2).colour().getRGB(), image.getRGB(MARGIN + 3 * SIDE / 4, MARGIN + 3 * SIDE / 4));
    assertEquals(0xFFFFFFFF, image.getRGB(MARGIN + 3 * SIDE / 4, MARGIN + SIDE / 4));
  }

  @Test
  void regionsLieUnderThemWithLinesBetween() throws IOException {
    PointPicture picture = new PointPicture(new Plane(0, 0, 1, 1), SIDE, new Classes(2, 0, List.of()));
    int cells = 20;
    int[] regions = new int[cells * cells];
    for (int i = 0; i < regions.length; i++) {
      regions[i] = i % cells < cells / 2 ? 0 : 1;
    }
    BufferedImage image = read(picture.of(new double[0], new int[0], regions));
    int middle = MARGIN + SIDE / 2;
    assertEquals(ClassLook.of(0, 2).pale().getRGB(), image.getRGB(MARGIN + 20, middle));
    assertEquals(ClassLook.of(1, 2).pale().getRGB(), image.getRGB(MARGIN + SIDE - 20, middle));
    int border = image.getRGB(middle - SIDE / cells / 2, middle);
    assertNotEquals(ClassLook.of(0, 2).pale().getRGB(), border);
    assertNotEquals(ClassLook.of(1, 2).pale().getRGB(), border);
  }

  @Test
  void classesDifferInColourAndNeighboursInShape() {
    for (int classes : new int[] {2, 6, 7, 16}) {
      Set<ClassLook> looks = new HashSet<>();
      for (int c = 0; c < classes; c++) {
        looks.add(ClassLook.of(c, classes));
        assertTrue(c == 0 || ClassLook.of(c, classes).shape() != ClassLook.of(c - 1, classes).shape());
      }
      assertEquals(classes, looks.stream().map(ClassLook::colour).distinct().count());
      assertEquals(classes, looks.size());
    }
  }

  @Test
  void aPlaneHoldsItsPointsEvenOneAlone() {
    assertPlane(-1.1, -0.15, 2.2, 3.3, Plane.around(new double[] {-1, 0, 1, 3}));
    assertPlane(0, -1, 6, 2, Plane.around(new double[] {3, 0}));
  }

  private static void assertPlane(double left, double bottom, double width, double height, Plane plane) {
    assertArrayEquals(
        new double[] {left, bottom, width, height},
        new double[] {plane.left(), plane.bottom(), plane.width(), plane.height()},
        1e-12);
  }
}
