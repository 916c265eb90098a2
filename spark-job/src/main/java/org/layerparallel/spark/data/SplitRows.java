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

  /** Where in the file the piece begins: 0 at its beginning, larger for later pieces. */
  final long start;

  /** rows x featureCount, row after row. */
  double[] features;

  /** The class of each row. */
  int[] labels;

  int rows;

  /** Records read, rows or not; up to and with the bad one if there is a problem. */
  long records;

  /** What is wrong with the last record read; null if nothing is. */
  String problem;

  private SplitRows(String file, long start) {
    this.file = file;
    this.start = start;
  }

  /**
   * Reads a piece up to its end or its first bad record.
   *
   * @param records of the piece; throws {@link IllegalArgumentException} for one that is none
   */
  static <T> SplitRows read(String file, long start, Iterator<T> records, RecordFormat<T> format) {
    SplitRows read = new SplitRows(file, start);
    int width = format.featureCount();
    // A row takes memory only once its record has shown that it has so many columns.
    read.features = new double[0];
    read.labels = new int[0];
    while (read.problem == null && read.more(records)) {
      T record = records.next();
      read.records++;
      read.add(record, start == 0 && read.records == 1, format);
    }
    read.features = Arrays.copyOf(read.features, read.rows * width);
    read.labels = Arrays.copyOf(read.labels, read.rows);
    return read;
  }

  /** Whether there is another record; one that cannot be read is the last one, and a problem. */
  private boolean more(Iterator<?> from) {
    try {
      return from.hasNext();
    } catch (IllegalArgumentException e) {
      records++;
      problem = e.getMessage();
      return false;
    }
  }

  private <T> void add(T record, boolean first, RecordFormat<T> format) {
    int width = format.featureCount();
    try {
      if (format.skips(record, first)) {
        return;
      }
      format.check(record);
      if (rows == labels.length) {
        int most = LONGEST_ARRAY / Math.max(1, width);
        if (rows == most) {
          throw new IllegalArgumentException("more than " + most + " rows in one piece; split the file");
        }
        int capacity = (int) Math.min(most, Math.max(1, rows * 2L));
        features = Arrays.copyOf(features, capacity * width);
        labels = Arrays.copyOf(labels, capacity);
      }
      labels[rows] = format.read(record, features, rows * width);
      rows++;
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
    }
  }
}
