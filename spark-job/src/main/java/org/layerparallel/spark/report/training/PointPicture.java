package org.layerparallel.spark.report.training;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.layerparallel.spark.report.Classes;

/** Draws labelled points of a plane, with a legend, as PNG. */
final class PointPicture {

  private static final int MARGIN = 14;
  private static final int LINE = 22;
  private static final double RADIUS = 3.6;
  private static final Color TEXT = new Color(0x222222);
  private static final Color FRAME = new Color(0x888888);
  private static final Color EDGE = new Color(0x333333);
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private final Plane plane;
  private final int side;
  private final Classes classes;

  /**
   * @param plane what is shown
   * @param side pixels across, and down without the legend
   * @param classes what the classes are called
   */
  PointPicture(Plane plane, int side, Classes classes) {
    // Nothing here needs a display; without this, a JVM on a machine with none may fail in AWT.
    System.setProperty("java.awt.headless", "true");
    this.plane = plane;
    this.side = side;
    this.classes = classes;
  }

  /**
   * Points on white.
   *
   * @param points x and y in turn
   * @param labels class of each point
   */
  byte[] of(double[] points, int[] labels) {
    return draw(points, labels, null);
  }

  /**
   * Points on a background.
   *
   * @param regions the class of each cell of a square grid, row by row from the top
   */
  byte[] of(double[] points, int[] labels, int[] regions) {
    return draw(points, labels, regions);
  }

  private byte[] draw(double[] points, int[] labels, int[] regions) {
    FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(FONT);
    int cell = 24;
    for (int c = 0; c < classes.count(); c++) {
      cell = Math.max(cell, 24 + metrics.stringWidth(classes.label(c)));
    }
    int perLine = Math.max(1, side / (cell + MARGIN));
    int lines = (classes.count() + perLine - 1) / perLine;
    BufferedImage image =
        new BufferedImage(
            side + 2 * MARGIN, side + 2 * MARGIN + LINE + lines * LINE, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    canvas.setFont(FONT);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
    if (regions != null) {
      canvas.drawImage(background(regions), MARGIN, MARGIN, side, side, null);
    }
    for (int i = 0; i < labels.length; i++) {
      double x = MARGIN + side * (points[2 * i] - plane.left()) / plane.width();
      double y = MARGIN + side * (1 - (points[2 * i + 1] - plane.bottom()) / plane.height());
      point(canvas, labels[i], x, y);
    }
    canvas.setColor(FRAME);
    canvas.drawRect(MARGIN, MARGIN, side, side);
    canvas.setColor(TEXT);
    canvas.drawString(ranges(), MARGIN, MARGIN + side + LINE - 5);
    for (int c = 0; c < classes.count(); c++) {
      int x = MARGIN + c % perLine * (cell + MARGIN);
      int y = MARGIN + side + LINE + c / perLine * LINE + LINE / 2;
      point(canvas, c, x + 7, y);
      canvas.setColor(TEXT);
      canvas.drawString(classes.label(c), x + 18, y + 5);
    }
    canvas.dispose();
    return png(image);
  }

  private void point(Graphics2D canvas, int label, double x, double y) {
    ClassLook look = ClassLook.of(label, classes.count());
    Shape shape = look.outline(x, y, RADIUS);
    canvas.setColor(look.colour());
    canvas.fill(shape);
    canvas.setColor(EDGE);
    canvas.setStroke(new BasicStroke(0.7f));
    canvas.draw(shape);
  }

  /** Pale regions with lines where they meet, which need no colour to be seen. */
  private BufferedImage background(int[] regions) {
    int cells = (int) Math.round(Math.sqrt(regions.length));
    BufferedImage image = new BufferedImage(cells, cells, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < regions.length; at++) {
      boolean edge =
          (at + 1) % cells != 0 && regions[at + 1] != regions[at]
              || at + cells < regions.length && regions[at + cells] != regions[at];
      Color colour = edge ? FRAME : ClassLook.of(regions[at], classes.count()).pale();
      image.setRGB(at % cells, at / cells, colour.getRGB());
    }
    return image;
  }

  private String ranges() {
    return String.format(
        Locale.ROOT,
        "across %.3g to %.3g, up %.3g to %.3g",
        plane.left(),
        plane.left() + plane.width(),
        plane.bottom(),
        plane.bottom() + plane.height());
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
