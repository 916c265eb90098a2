package org.layerparallel.spark.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.spark.error.UserError;

/**
 * Rows of a table. The features are the numbers of some columns, one after the other: a column holds one number, an
 * array of them, or a vector as Spark's machine learning writes it: a structure of type (0 sparse, 1 dense), size,
 * indices and values.
 */
final class ParquetFormat implements RecordFormat<Row> {

  private static final long serialVersionUID = 1;
  private static final List<String> VECTOR = List.of("type", "size", "indices", "values");
  private static final int TYPE = 0;
  private static final int SIZE = 1;
  private static final int INDICES = 2;
  private static final int VALUES = 3;
  private static final int SPARSE = 0;

  private final ColumnChoice columns;
  private final int featureCount;
  private final int classes;

  private ParquetFormat(ColumnChoice columns, int featureCount, int classes) {
    this.columns = columns;
    this.featureCount = featureCount;
    this.classes = classes;
  }

  /**
   * The format of rows of a schema.
   *
   * @param file whose schema it is
   * @param schema of the columns read
   * @param columns which of them are what
   * @throws UserError if a column does not hold what it must
   */
  static ParquetFormat of(String file, StructType schema, ColumnChoice columns, ExampleSource source) {
    boolean numbers = true;
    for (int place : columns.features()) {
      DataType type = schema.fields()[place].dataType();
      boolean number = type instanceof NumericType;
      boolean several = type instanceof ArrayType list && list.elementType() instanceof NumericType || isVector(type);
      require(file, columns, place, type, number || several, "numbers, arrays of them or vectors");
      numbers &= number;
    }
    int label = columns.label();
    if (label != ColumnChoice.NO_LABEL) {
      DataType type = schema.fields()[label].dataType();
      require(file, columns, label, type, type instanceof NumericType, "numbers");
    }
    if (numbers && columns.features().length != source.featureCount()) {
      throw new UserError(
          file + ": has " + columns.features().length + " columns of features, must have " + source.featureCount()
              + "; choose them by name, or " + source.remedy());
    }
    return new ParquetFormat(columns, source.featureCount(), source.classes());
  }

  /** The columns handed on, of rows of {@code schema}. */
  StructType kept(StructType schema) {
    return new StructType(IntStream.of(columns.kept()).mapToObj(i -> schema.fields()[i]).toArray(StructField[]::new));
  }

  @Override
  public int featureCount() {
    return featureCount;
  }

  @Override
  public boolean skips(Row row, boolean first) {
    return false;
  }

  @Override
  public int read(Row row, double[] features, int at) {
    int count = 0;
    for (int place : columns.features()) {
      for (Object entry : entries(row, place)) {
        count = put(entry, place, features, at, count);
      }
    }
    requireCount(count);
    return columns.label() == ColumnChoice.NO_LABEL ? 0 : label(row);
  }

  @Override
  public Object[] kept(Row row) {
    return Arrays.stream(columns.kept()).mapToObj(row::get).toArray();
  }

  private int label(Row row) {
    Object label = present(row, columns.label());
    return ClassLabel.of(((Number) label).doubleValue(), label.toString(), classes);
  }

  private List<?> entries(Row row, int place) {
    Object value = present(row, place);
    if (value instanceof Number) {
      return List.of(value);
    }
    return value instanceof Row vector ? vectorEntries(vector, place) : row.getList(place);
  }

  private List<?> vectorEntries(Row vector, int place) {
    boolean sparse = !vector.isNullAt(TYPE) && vector.getByte(TYPE) == SPARSE;
    boolean whole = !vector.isNullAt(VALUES) && (!sparse || !vector.isNullAt(SIZE) && !vector.isNullAt(INDICES));
    List<Double> values = whole ? vector.getList(VALUES) : List.of();
    if (!sparse) {
      return values;
    }
    // A size that is too large is told before memory is asked for it.
    int size = whole && vector.getInt(SIZE) <= featureCount ? vector.getInt(SIZE) : -1;
    List<Integer> indices = whole ? vector.getList(INDICES) : List.of();
    boolean inside = indices.stream().allMatch(index -> index != null && index >= 0 && index < size);
    if (size < 0 || indices.size() != values.size() || !inside) {
      throw new IllegalArgumentException(
          columns.name(place) + " holds " + vector + ", must be a vector of " + featureCount + " features or fewer");
    }
    Double[] all = new Double[size];
    Arrays.fill(all, 0.0);
    for (int i = 0; i < indices.size(); i++) {
      all[indices.get(i)] = values.get(i);
    }
    return Arrays.asList(all);
  }

  private static boolean isVector(DataType type) {
    return type instanceof StructType struct && List.of(struct.fieldNames()).equals(VECTOR);
  }

  private int put(Object entry, int place, double[] features, int at, int count) {
    double value = entry instanceof Number number ? number.doubleValue() : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(columns.name(place) + " holds " + entry + ", must be a finite number");
    }
    if (count < featureCount) {
      features[at + count] = value;
    }
    return count + 1;
  }

  private void requireCount(int count) {
    if (count != featureCount) {
      throw new IllegalArgumentException(
          "has " + count + " features in " + columns.name(columns.features()[0])
              + (columns.features().length == 1 ? "" : " and those beside it") + ", must have " + featureCount);
    }
  }

  private Object present(Row row, int place) {
    if (row.isNullAt(place)) {
      throw new IllegalArgumentException(columns.name(place) + " is empty, must be a number");
    }
    return row.get(place);
  }

  private static void require(
      String file, ColumnChoice columns, int place, DataType type, boolean right, String allowed) {
    if (!right) {
      throw new UserError(
          file + ": " + columns.name(place) + " holds " + type.simpleString() + ", must hold " + allowed
              + "; choose other columns by name");
    }
  }
}
