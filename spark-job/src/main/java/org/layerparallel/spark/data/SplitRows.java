package org.layerparallel.spark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The rows of one piece of a file, read on an executor; primitive arrays, not boxed rows, travel to the driver. A
 * class and not a record, for a cluster may be set to serialize results with Kryo, which cannot restore records.
 */
final class SplitRows implements Serializable {

  /** Longest array a JVM is sure to allow. */
  static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private static final long serialVersionUID = 1;

  /** The file, as the file system names it. */
  final String file;

  /** Where in the file the piece begins, bytes. */
  final long start;

  /** rows x featureCount, row after row. */
  double[] features;

  /** The class of each row. */
  int[] labels;

  int rows;

  /** Lines read, rows or not; up to and with the bad one if there is a problem. */
  long lines;

  /** What is wrong with the last line read; null if nothing is. */
  String problem;

  private SplitRows(String file, long start) {
    this.file = file;
    this.start = start;
  }

  /**
   * Reads a piece up to its end or its first bad line.
   *
   * @param lines of the piece; throws {@link IllegalArgumentException} for one that is none
   * @param header whether the first line of a file names the columns
   */
  static SplitRows read(String file, long start, Iterator<String> lines, RowFormat format, boolean header) {
    SplitRows read = new SplitRows(file, start);
    int width = format.featureCount();
    // A row takes memory only once its line has shown that it has so many columns.
    read.features = new double[0];
    read.labels = new int[0];
    while (read.problem == null && read.more(lines)) {
      String line = lines.next();
      read.lines++;
      boolean names = header && start == 0 && read.lines == 1;
      if (!names && !RowFormat.skipped(line)) {
        read.add(line, format);
      }
    }
    read.features = Arrays.copyOf(read.features, read.rows * width);
    read.labels = Arrays.copyOf(read.labels, read.rows);
    return read;
  }

  /** Whether there is another line; one that cannot be read is the last one, and a problem. */
  private boolean more(Iterator<String> from) {
    try {
      return from.hasNext();
    } catch (IllegalArgumentException e) {
      lines++;
      problem = e.getMessage();
      return false;
    }
  }

  private void add(String line, RowFormat format) {
    int width = format.featureCount();
    try {
      String[] columns = format.columns(line);
      if (rows == labels.length) {
        int most = LONGEST_ARRAY / Math.max(1, width);
        if (rows == most) {
          throw new IllegalArgumentException("more than " + most + " rows in one piece; split the file");
        }
        int capacity = (int) Math.min(most, Math.max(1, rows * 2L));
        features = Arrays.copyOf(features, capacity * width);
        labels = Arrays.copyOf(labels, capacity);
      }
      labels[rows] = format.read(columns, features, rows * width);
      rows++;
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
    }
  }
}
