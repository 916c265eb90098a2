package org.layerparallel.spark.data;

/**
 * Where labelled examples are and how they are written: text, one example a line, columns separated by commas,
 * semicolons or blanks. A label is the class counted from 0, or a unit vector of {@code classes} numbers. Blank lines
 * and lines that begin with '#' are skipped.
 *
 * @param features local path or URI of a file, a directory or a glob
 * @param labels the same for the labels, line by line those of the features; empty if the labels follow the features
 *     on their lines
 * @param featureCount features of an example, at least 1
 * @param classes number of classes, at least 2
 * @param header whether the first line of each file names the columns
 */
public record ExampleSource(String features, String labels, int featureCount, int classes, boolean header) {

  public ExampleSource {
    if (features.isBlank()) {
      throw new IllegalArgumentException("features is empty, must be a path");
    }
    if (featureCount < 1) {
      throw new IllegalArgumentException("featureCount=" + featureCount + ", must be >= 1");
    }
    if (classes < 2) {
      throw new IllegalArgumentException("classes=" + classes + ", must be >= 2");
    }
  }

  /** Whether the labels are files of their own. */
  public boolean separateLabels() {
    return !labels.isBlank();
  }
}
