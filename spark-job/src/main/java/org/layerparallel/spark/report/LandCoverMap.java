package org.layerparallel.spark.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Picture of a scene: its ground truth; what the network tells of the same pixels, to compare; and what it tells of
 * all of them. The legend has each class with its accuracy on the pixels that were not trained with.
 */
public final class LandCoverMap {

  private static final Color TEXT = new Color(0x222222);
  private static final Color FRAME = new Color(0x888888);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 25);
  private static final Font CAPTION = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 16);

  private static final int PANELS = 3;
  private static final int MARGIN = 32;
  private static final int GAP = 24;
  private static final int SWATCH = 18;
  private static final int LINE = 30;

  /** Pixels of the picture the longer side of a panel takes, if the scene can be enlarged to that. */
  private static final int WANTED_SIDE = 440;

  /** The most it takes; larger scenes are drawn with every so many pixels. */
  private static final int LONGEST_SIDE = 1200;

  private final LandCover cover;
  private final ClassReport report;
  private final int panelWidth;
  private final int panelHeight;
  private final String[] legend;

  private LandCoverMap(LandCover cover, ClassReport report) {
    this.cover = cover;
    this.report = report;
    int side = Math.max(cover.rows(), cover.columns());
    double scale = side <= WANTED_SIDE ? WANTED_SIDE / side : Math.min(1, (double) LONGEST_SIDE / side);
    this.panelWidth = Math.max(1, (int) (scale * cover.columns()));
    this.panelHeight = Math.max(1, (int) (scale * cover.rows()));
    this.legend = IntStream.rangeClosed(0, report.classes().count()).mapToObj(this::legendEntry).toArray(String[]::new);
  }

  /**
   * Draws a scene as PNG.
   *
   * @param out written to, not closed
   * @param report how the network does on its classes
   */
  public static void write(OutputStream out, LandCover cover, ClassReport report) throws IOException {
    // Nothing here needs a display; without this, a JVM on a machine with none may fail in AWT.
    System.setProperty("java.awt.headless", "true");
    ImageIO.write(new LandCoverMap(cover, report).draw(), "png", out);
  }

  private BufferedImage draw() {
    FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(PLAIN);
    int cell = SWATCH + 10 + IntStream.range(0, legend.length).map(i -> metrics.stringWidth(legend[i])).max().orElse(0);
    int width = 2 * MARGIN + Math.max(PANELS * panelWidth + (PANELS - 1) * GAP, 2 * cell + GAP);
    int perLine = Math.max(1, (width - 2 * MARGIN + GAP) / (cell + GAP));
    int lines = (legend.length + perLine - 1) / perLine;
    int panelsAt = MARGIN + 104;
    int legendAt = panelsAt + panelHeight + GAP + 8;
    BufferedImage image =
        new BufferedImage(width, legendAt + lines * LINE + MARGIN - 10, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
    text(canvas, title(), TITLE, MARGIN, MARGIN + 22, width - 2 * MARGIN);
    String note = report.others().isPresent() ? "The legend has each class's accuracy on these pixels." : "";
    text(canvas, note, PLAIN, MARGIN, MARGIN + 48, width - 2 * MARGIN);
    int step = panelWidth + GAP;
    panel(canvas, "Ground truth", MARGIN, panelsAt, pixel -> cover.truth()[pixel]);
    panel(
        canvas,
        "Prediction, labelled pixels",
        MARGIN + step,
        panelsAt,
        pixel -> cover.truth()[pixel] == 0 ? 0 : cover.predicted()[pixel]);
    panel(canvas, "Prediction, all pixels", MARGIN + 2 * step, panelsAt, pixel -> cover.predicted()[pixel]);
    for (int i = 0; i < legend.length; i++) {
      // Column by column, so that classes stay in order from top to bottom.
      legend(canvas, i, MARGIN + i / lines * (cell + GAP), legendAt + i % lines * LINE);
    }
    canvas.dispose();
    return image;
  }

  private void panel(Graphics2D canvas, String caption, int x, int y, IntUnaryOperator classes) {
    text(canvas, caption, CAPTION, x, y - 12, panelWidth);
    BufferedImage panel = new BufferedImage(panelWidth, panelHeight, BufferedImage.TYPE_INT_RGB);
    for (int j = 0; j < panelHeight; j++) {
      int row = (int) ((long) j * cover.rows() / panelHeight);
      for (int i = 0; i < panelWidth; i++) {
        int column = (int) ((long) i * cover.columns() / panelWidth);
        panel.setRGB(i, j, Palette.of(classes.applyAsInt(row * cover.columns() + column)).getRGB());
      }
    }
    canvas.drawImage(panel, x, y, null);
    canvas.setColor(FRAME);
    canvas.drawRect(x - 1, y - 1, panelWidth + 1, panelHeight + 1);
  }

  private void legend(Graphics2D canvas, int number, int x, int y) {
    canvas.setColor(Palette.of(number));
    canvas.fillRect(x, y, SWATCH, SWATCH);
    canvas.setColor(FRAME);
    canvas.drawRect(x, y, SWATCH, SWATCH);
    canvas.setColor(TEXT);
    canvas.setFont(PLAIN);
    canvas.drawString(legend[number], x + SWATCH + 10, y + SWATCH - 3);
  }

  /** One line of text, in a smaller font if it is wider than {@code width}. */
  private static void text(Graphics2D canvas, String text, Font font, int x, int baseline, int width) {
    Font fitting = font;
    while (fitting.getSize() > 8 && canvas.getFontMetrics(fitting).stringWidth(text) > width) {
      fitting = fitting.deriveFont(fitting.getSize() - 1f);
    }
    canvas.setColor(TEXT);
    canvas.setFont(fitting);
    canvas.drawString(text, x, baseline);
  }

  private String title() {
    return report
        .others()
        .map(
            others ->
                String.format(
                    Locale.ROOT,
                    "Accuracy %.2f %% on the %d labelled pixels not trained with",
                    100 * others.accuracy(),
                    others.examples()))
        .orElse("All labelled pixels were trained with");
  }

  private String legendEntry(int number) {
    if (number == 0) {
      return "no class known";
    }
    Classes classes = report.classes();
    String percent =
        report
            .others()
            .filter(others -> others.examples(number - 1) > 0)
            .map(others -> String.format(Locale.ROOT, "  %.0f %%", 100 * others.accuracy(number - 1)))
            .orElse("");
    return classes.label(number - 1) + percent;
  }
}
