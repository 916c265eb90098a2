package org.layerparallel.spark.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;

/**
 * Spectra with mean 0 and deviation 1 in each band over the pixels it was fitted to: {@code (x - mean) * factor}. A
 * band that is constant over those pixels becomes 0 everywhere.
 *
 * @param mean of each band
 * @param factor of each band: one over its standard deviation, or 0
 */
public record Standardization(double[] mean, double[] factor) implements Serializable {

  private static final String HEADER = "band,mean,factor";

  /**
   * Fits to some pixels of a scene, at least one.
   *
   * @throws IllegalArgumentException if the values of a band are so large, or so close, that it cannot be standardized
   */
  public static Standardization fit(Scene scene, int[] pixels) {
    double[] mean = new double[scene.bands()];
    double[] factor = new double[scene.bands()];
    for (int band = 0; band < mean.length; band++) {
      double sum = 0;
      boolean constant = true;
      for (int pixel : pixels) {
        sum += scene.value(pixel, band);
        constant &= scene.value(pixel, band) == scene.value(pixels[0], band);
      }
      mean[band] = sum / pixels.length;
      double squares = 0;
      for (int pixel : pixels) {
        double difference = scene.value(pixel, band) - mean[band];
        squares += difference * difference;
      }
      // Asked exactly: rounding of the mean must not become a feature.
      factor[band] = constant ? 0 : 1 / Math.sqrt(squares / pixels.length);
      if (!Double.isFinite(mean[band]) || !Double.isFinite(factor[band])) {
        throw new IllegalArgumentException(
            "band " + (band + 1) + " has mean " + mean[band] + " and one over its deviation is " + factor[band]
                + ", both must be finite; scale the scene");
      }
    }
    return new Standardization(mean, factor);
  }

  /**
   * The spectrum of a pixel, standardized.
   *
   * @param features one number a band, written from {@code at}
   */
  public void apply(Scene scene, int pixel, double[] features, int at) {
    for (int band = 0; band < mean.length; band++) {
      features[at + band] = (scene.value(pixel, band) - mean[band]) * factor[band];
    }
  }

  /**
   * Standardizes examples.
   *
   * @param examples one feature a band; written
   */
  public void apply(Examples examples) {
    double[] features = examples.features();
    for (int at = 0; at < features.length; at += mean.length) {
      for (int band = 0; band < mean.length; band++) {
        features[at + band] = (features[at + band] - mean[band]) * factor[band];
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param path on any Hadoop file system
   * @throws UserError if the file cannot be read, or is not of the format
   */
  public static Standardization read(Configuration hadoop, String path) {
    List<String> lines =
        InputFiles.read(
            hadoop, path, (in, length) -> new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    if (lines.size() < 2 || !lines.get(0).equals(HEADER)) {
      throw new UserError(path + ": must begin with the line " + HEADER + ", and a line for each band");
    }
    double[] mean = new double[lines.size() - 1];
    double[] factor = new double[mean.length];
    for (int band = 0; band < mean.length; band++) {
      String[] row = lines.get(band + 1).split(",", -1);
      try {
        if (row.length != 3 || !row[0].equals(Integer.toString(band + 1))) {
          throw new IllegalArgumentException("must be " + (band + 1) + ",mean,factor");
        }
        mean[band] = ClassLabel.number(row[1], "mean");
        factor[band] = ClassLabel.number(row[2], "factor");
      } catch (IllegalArgumentException e) {
        throw new UserError(path + ", line " + (band + 2) + ": " + e.getMessage(), e);
      }
    }
    return new Standardization(mean, factor);
  }

  /** Writes mean and factor of each band as CSV, the bands counted from 1, with the digits that give the same bits. */
  public void write(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (int band = 0; band < mean.length; band++) {
      text.append(band + 1).append(',').append(mean[band]).append(',').append(factor[band]).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Pixels of known class as examples; classes are counted from 0.
   *
   * @throws IllegalArgumentException if a feature is not finite
   */
  public Examples examples(Scene scene, int[] pixels) {
    double[] features = new double[Math.multiplyExact(pixels.length, mean.length)];
    int[] labels = new int[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      apply(scene, pixels[i], features, i * mean.length);
      labels[i] = scene.label(pixels[i]) - 1;
    }
    for (int i = 0; i < features.length; i++) {
      if (!Double.isFinite(features[i])) {
        throw new IllegalArgumentException(
            "band " + (i % mean.length + 1) + " of pixel " + pixels[i / mean.length] + " becomes " + features[i]
                + ", must be finite; scale the scene");
      }
    }
    return new Examples(features, labels, mean.length);
  }
}
