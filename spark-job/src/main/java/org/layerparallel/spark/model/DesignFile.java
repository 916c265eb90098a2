package org.layerparallel.spark.model;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.AtomicFiles;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.io.Numbers;

/**
 * Weights as text, one number a line: opening layer, residual layers 0..N-1, classification layer; within a layer the
 * matrix row by row, then its bias. The file does not tell the network.
 */
public final class DesignFile {

  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Characters of a line, many more than any number has. */
  private static final int LONGEST_LINE = 1000;

  private DesignFile() {}

  /**
   * Reads the weights of {@code network}; blank lines are skipped.
   *
   * @param path on any Hadoop file system
   * @throws UserError if the file cannot be read, a line is not a finite number, or there are more or fewer numbers
   *     than the network has weights
   */
  public static Weights read(Configuration hadoop, String path, Network network) {
    long expected = network.weightCount();
    double[] design =
        InputFiles.read(
            hadoop,
            path,
            // A number takes two bytes at least: a small file is no reason to allocate much.
            (in, length) -> {
              long most = Math.min(expected, length / 2 + 1);
              return numbers(in, path, (int) Math.min(most, LONGEST_ARRAY), expected);
            });
    return Weights.fromDesign(network, design);
  }

  /**
   * Writes weights with the digits that give back the same bits, replacing a file at {@code path} only when all is
   * written.
   *
   * @param path on any Hadoop file system
   * @throws UserError if the file cannot be written
   */
  public static void write(Configuration hadoop, String path, Weights weights) {
    AtomicFiles.write(hadoop, path, out -> {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
      for (double[] part : new double[][] {weights.opening(), weights.residual(), weights.classification()}) {
        for (double value : part) {
          writer.write(Double.toString(value));
          writer.write('\n');
        }
      }
      writer.flush();
    });
  }

  private static double[] numbers(InputStream in, String path, int capacity, long expected) throws IOException {
    double[] values = new double[capacity];
    long count = 0;
    long number = 0;
    Reader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = line(text); line != null; line = line(text)) {
      number++;
      if (!line.isBlank()) {
        double value = parse(path, number, line.strip());
        if (count < values.length) {
          values[(int) count] = value;
        }
        count++;
      }
    }
    if (count != expected) {
      throw new UserError(
          path + ": holds " + count + " numbers, the network has " + expected
              + " weights; set the network's sizes to those the file was written with");
    }
    return Arrays.copyOf(values, (int) count);
  }

  /** The next line; of one that is no number for its length the beginning. Null at the end. */
  private static String line(Reader text) throws IOException {
    int next = text.read();
    if (next < 0) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    while (next >= 0 && next != '\n' && line.length() < LONGEST_LINE) {
      line.append((char) next);
      next = text.read();
    }
    return line.toString();
  }

  private static double parse(String path, long number, String text) {
    try {
      return Numbers.finite(text);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          path + ", line " + number + ": " + e.getMessage() + ", must be one finite decimal number", e);
    }
  }
}
