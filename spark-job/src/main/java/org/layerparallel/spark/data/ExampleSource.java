package org.layerparallel.spark.data;

import java.util.Optional;

/**
 * Where examples are and how they are written. Text has one example a line, columns separated by commas, semicolons or
 * blanks. A label is the class counted from 0, or, in text, a unit vector of {@code classes} numbers. Of text, LIBSVM
 * and CSV blank lines are skipped, of the former two also lines that begin with '#'.
 *
 * @param features local path or URI of a file, a directory or a glob
 * @param labels of text: the same for the labels, line by line those of the features; empty if the labels follow the
 *     features on their lines
 * @param featureCount features of an example, at least 1
 * @param classes number of classes, at least 2
 * @param layout format and columns of the files
 * @param model file of the model that takes so many features and has so many classes; none if they are settings
 */
public record ExampleSource(
    String features, String labels, int featureCount, int classes, FileLayout layout, Optional<String> model) {

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

  /** What to do about files with other counts than these. */
  String remedy() {
    return model.map(file -> "take another model than " + file).orElse("set the counts of features and classes");
  }

  /** Whether the labels are files of their own. */
  public boolean separateLabels() {
    return !labels.isBlank();
  }
}
