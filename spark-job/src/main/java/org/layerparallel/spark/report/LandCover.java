package org.layerparallel.spark.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Classes of all pixels of a scene, row by row.
 *
 * @param rows pixels down
 * @param columns pixels across
 * @param truth class of each pixel, counted from 1; 0 where none is known
 * @param predicted class the network tells, counted from 1
 */
public record LandCover(int rows, int columns, int[] truth, int[] predicted) {

  public LandCover {
    if (truth.length != rows * columns || predicted.length != truth.length) {
      throw new IllegalArgumentException(
          truth.length + " and " + predicted.length + " classes for " + rows + " x " + columns + " pixels");
    }
  }

  /** Writes the predicted classes to {@code out} as CSV, a line for each row of pixels. */
  public void write(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int pixel = 0; pixel < predicted.length; pixel++) {
      text.append(predicted[pixel]).append((pixel + 1) % columns == 0 ? '\n' : ',');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
