package org.layerparallel.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.config.DataShape;

/**
 * The rows of a DataFrame as examples, in their order, on the driver.
 *
 * @param training to train with
 * @param validation to judge with; maybe none
 * @param shape features and classes
 */
record LabelledData(Examples training, Examples validation, DataShape shape) {

  /**
   * As spark.ml has it: a number in the label column that is no class must not make a network of millions of classes.
   */
  private static final int MOST_COUNTED = 100;

  private static final int FEATURES = 0;
  private static final int LABEL = 1;
  private static final int WEIGHT = 2;
  private static final int VALIDATION = 3;

  /**
   * Names of columns.
   *
   * @param features vectors
   * @param label classes from 0, as doubles
   * @param weight weights, as doubles; without it all are 1
   * @param validation whether a row is a validation example; without it none is
   */
  record Columns(
      String features, String label, Optional<String> weight, Optional<String> validation) {}

  /**
   * Collects the rows. The number of classes is what the label column's metadata say, or the largest label and one,
   * which may be {@value #MOST_COUNTED} then.
   *
   * @throws IllegalArgumentException saying which row cannot be used and why
   */
  static LabelledData collect(Dataset<?> dataset, Columns columns) {
    Column[] selected = {
      functions.col(columns.features()),
      functions.col(columns.label()),
      columns.weight().map(functions::col).orElse(functions.lit(1.0)),
      columns.validation().map(functions::col).orElse(functions.lit(false))
    };
    List<Row> rows = dataset.select(selected).collectAsList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("the data have no rows, must have at least one to train with");
    }
    int features = vector(rows.get(0), 0, columns).size();
    Optional<Integer> known = classes(dataset.schema().apply(columns.label()));
    Rows training = new Rows(columns, features, known);
    Rows validation = new Rows(columns, features, known);
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      boolean validates = !row.isNullAt(VALIDATION) && row.getBoolean(VALIDATION);
      (validates ? validation : training).add(row, r);
    }
    int classes = known.orElse(1 + Math.max(training.largestLabel, validation.largestLabel));
    if (classes < 2) {
      throw new IllegalArgumentException(
          columns.label() + " has one class alone, a classifier needs at least 2");
    }
    if (known.isEmpty() && classes > MOST_COUNTED) {
      throw new IllegalArgumentException(
          columns.label() + " has labels up to " + (classes - 1) + ": more than " + MOST_COUNTED
              + " classes must stand in its metadata, where StringIndexer puts them");
    }
    if (training.count == 0) {
      throw new IllegalArgumentException("all rows are validation examples, none is left to train with");
    }
    return new LabelledData(
        training.examples(), validation.examples(), new DataShape(features, classes));
  }

  /** How many classes the metadata of a label column tell. */
  private static Optional<Integer> classes(StructField label) {
    Attribute attribute = Attribute.fromStructField(label);
    if (attribute instanceof BinaryAttribute) {
      return Optional.of(2);
    }
    if (attribute instanceof NominalAttribute nominal && nominal.getNumValues().isDefined()) {
      return Optional.of((Integer) nominal.getNumValues().get());
    }
    return Optional.empty();
  }

  private static Vector vector(Row row, int number, Columns columns) {
    if (row.isNullAt(FEATURES)) {
      throw wrong(number, columns.features(), "null", "must be a vector");
    }
    return row.getAs(FEATURES);
  }

  private static IllegalArgumentException wrong(int row, String column, Object value, String allowed) {
    return new IllegalArgumentException("row " + row + ", column " + column + ": " + value + ", " + allowed);
  }

  /** Rows as arrays that grow. */
  private static final class Rows {

    private static final int FIRST_CAPACITY = 64;

    private final Columns columns;
    private final int width;
    private final Optional<Integer> classes;
    private double[] features;
    private int[] labels = new int[FIRST_CAPACITY];
    private double[] weights = new double[FIRST_CAPACITY];
    private int count;
    private int largestLabel;

    Rows(Columns columns, int width, Optional<Integer> classes) {
      this.columns = columns;
      this.width = width;
      this.classes = classes;
      this.features = new double[Math.multiplyExact(FIRST_CAPACITY, width)];
    }

    void add(Row row, int number) {
      reserve();
      features(vector(row, number, columns), number);
      labels[count] = label(row, number);
      weights[count] = weight(row, number);
      largestLabel = Math.max(largestLabel, labels[count]);
      count++;
    }

    Examples examples() {
      return new Examples(
          Arrays.copyOf(features, count * width),
          Arrays.copyOf(labels, count),
          width,
          Arrays.copyOf(weights, count));
    }

    private void reserve() {
      if (count == labels.length) {
        int capacity = Math.multiplyExact(2, count);
        labels = Arrays.copyOf(labels, capacity);
        weights = Arrays.copyOf(weights, capacity);
        features = Arrays.copyOf(features, Math.multiplyExact(capacity, width));
      }
    }

    private void features(Vector vector, int number) {
      if (vector.size() != width) {
        throw wrong(number, columns.features(), vector.size() + " entries", "the first row has " + width);
      }
      double[] entries = vector.toArray();
      for (int i = 0; i < width; i++) {
        if (!Double.isFinite(entries[i])) {
          throw wrong(number, columns.features(), "entry " + i + " is " + entries[i], "must be finite");
        }
      }
      System.arraycopy(entries, 0, features, count * width, width);
    }

    private int label(Row row, int number) {
      String allowed =
          "must be a whole number from 0" + classes.map(n -> " to " + (n - 1)).orElse("");
      if (row.isNullAt(LABEL)) {
        throw wrong(number, columns.label(), "null", allowed);
      }
      double label = row.getDouble(LABEL);
      boolean whole = label >= 0 && label < Integer.MAX_VALUE && label == Math.rint(label);
      if (!whole || classes.isPresent() && label >= classes.get()) {
        throw wrong(number, columns.label(), label, allowed);
      }
      return (int) label;
    }

    private double weight(Row row, int number) {
      double weight = row.isNullAt(WEIGHT) ? Double.NaN : row.getDouble(WEIGHT);
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        String column = columns.weight().orElseThrow();
        throw wrong(number, column, row.isNullAt(WEIGHT) ? "null" : weight, "must be >= 0 and finite");
      }
      return weight;
    }
  }
}
