package org.layerparallel.spark.report.training;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.layerparallel.spark.report.Palette;

/** How the points of a class look: a colour, and a shape for who does not see it. */
record ClassLook(Color colour, int shape) {

  // Okabe and Ito's palette, the yellow left out: few classes are easier to tell apart by it than by that of the maps.
  private static final List<Color> FEW =
      List.of(
          new Color(0x0072B2),
          new Color(0xE69F00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xD55E00),
          new Color(0x56B4E9));

  private static final int SHAPES = 6;

  /** The look of class {@code c} of so many. */
  static ClassLook of(int c, int classes) {
    return new ClassLook(classes <= FEW.size() ? FEW.get(c) : Palette.of(c + 1), c % SHAPES);
  }

  /** The colour of a region of the class: most of it white, so that points stand out. */
  Color pale() {
    return new Color(pale(colour.getRed()), pale(colour.getGreen()), pale(colour.getBlue()));
  }

  private static int pale(int part) {
    return (int) Math.round(255 - 0.38 * (255 - part));
  }

  /** Its outline around a place, with radius {@code r}. */
  Shape outline(double x, double y, double r) {
    return switch (shape) {
      case 0 -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
      case 1 -> polygon(x, y, r, 0, -1.2, 1.1, 0.8, -1.1, 0.8);
      case 2 -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
      case 3 -> polygon(x, y, r, 0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0);
      case 4 -> polygon(x, y, r, 0, 1.2, 1.1, -0.8, -1.1, -0.8);
      default -> polygon(x, y, r, -0.4, -1.2, 0.4, -1.2, 0.4, -0.4, 1.2, -0.4, 1.2, 0.4, 0.4, 0.4, 0.4, 1.2, -0.4, 1.2,
          -0.4, 0.4, -1.2, 0.4, -1.2, -0.4, -0.4, -0.4);
    };
  }

  private static Shape polygon(double x, double y, double r, double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(x + r * corners[0], y + r * corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(x + r * corners[i], y + r * corners[i + 1]);
    }
    path.closePath();
    return path;
  }
}
