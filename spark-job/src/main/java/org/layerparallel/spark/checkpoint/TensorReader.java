package org.layerparallel.spark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.layerparallel.spark.io.Doubles;
import org.layerparallel.spark.model.StrictJson;

/** Reads what {@link TensorWriter} writes, or parts of it. Memory is asked for only when the file is long enough. */
final class TensorReader {

  private static final int LONGEST_HEADER = 1 << 20;
  private static final int PIECE = 1 << 13;

  private final FSDataInputStream in;
  private final long data;
  private final long length;
  private final JsonNode header;
  private final Doubles doubles = new Doubles();

  /**
   * @param length of the file in bytes
   * @throws DamagedException if it is no such file
   */
  TensorReader(FSDataInputStream in, long length) throws IOException {
    this.in = in;
    long headerLength = length < Long.BYTES ? -1 : Long.reverseBytes(in.readLong());
    if (headerLength < 2 || headerLength > Math.min(LONGEST_HEADER, length - Long.BYTES)) {
      throw new DamagedException("has no header");
    }
    byte[] json = new byte[(int) headerLength];
    in.readFully(json);
    this.header = parse(json);
    this.data = Long.BYTES + headerLength;
    this.length = length;
  }

  /** Number of rows of a matrix. */
  int rows(String name) throws DamagedException {
    return place(name).rows();
  }

  /** Length of the rows of a matrix. */
  int rowLength(String name) throws DamagedException {
    return place(name).length();
  }

  /** All rows of a matrix. */
  double[][] matrix(String name) throws IOException {
    Place place = place(name);
    double[][] rows = new double[place.rows()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new double[place.length()];
      read(place, row, 0, place.length(), rows[row], 0);
    }
    return rows;
  }

  /** The only row of a matrix. */
  double[] row(String name) throws IOException {
    if (rows(name) != 1) {
      throw new DamagedException(name + " has " + rows(name) + " rows, must have one");
    }
    return matrix(name)[0];
  }

  /** The only row of a matrix, of {@code length} numbers. */
  double[] row(String name, int length) throws IOException {
    requireRowLength(name, length);
    return row(name);
  }

  /** All rows of a matrix, of {@code length} numbers each. */
  double[][] matrix(String name, int length) throws IOException {
    requireRowLength(name, length);
    return matrix(name);
  }

  private void requireRowLength(String name, int length) throws DamagedException {
    if (rowLength(name) != length) {
      throw new DamagedException(name + " has rows of " + rowLength(name) + ", must have " + length);
    }
  }

  /** The only row of a matrix, all of it whole numbers. */
  int[] wholeNumbers(String name) throws IOException {
    double[] numbers = row(name);
    int[] whole = new int[numbers.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = wholeNumber(name, numbers[i]);
    }
    return whole;
  }

  /** A number as the whole number, 0 or more, that it must be. */
  static int wholeNumber(String name, double number) throws DamagedException {
    if (number != (int) number || number < 0) {
      throw new DamagedException(name + " has " + number + ", must be a whole number");
    }
    return (int) number;
  }

  /** All rows of a matrix, all of it finite. */
  double[][] finiteMatrix(String name) throws IOException {
    double[][] rows = matrix(name);
    for (double[] row : rows) {
      requireFinite(name, row, row.length);
    }
    return rows;
  }

  /** Checks that the only row of a matrix is finite, without keeping it. */
  void requireFiniteRow(String name) throws IOException {
    if (rows(name) != 1) {
      throw new DamagedException(name + " has " + rows(name) + " rows, must have one");
    }
    int length = rowLength(name);
    double[] piece = new double[Math.min(length, PIECE)];
    for (int from = 0; from < length; from += piece.length) {
      int count = Math.min(piece.length, length - from);
      read(name, 0, from, count, piece, 0);
      requireFinite(name, piece, count);
    }
  }

  private static void requireFinite(String name, double[] numbers, int count) throws DamagedException {
    for (int i = 0; i < count; i++) {
      if (!Double.isFinite(numbers[i])) {
        throw new DamagedException(name + " has " + numbers[i] + ", must be finite");
      }
    }
  }

  /** {@code count} numbers of a row from {@code from} on, to {@code values} from {@code at} on. */
  void read(String name, int row, int from, int count, double[] values, int at) throws IOException {
    Place place = place(name);
    if (row >= place.rows() || from < 0 || count < 0 || from > place.length() - count) {
      throw new DamagedException(name + " is too small");
    }
    read(place, row, from, count, values, at);
  }

  private void read(Place place, int row, int from, int count, double[] values, int at) throws IOException {
    in.seek(data + place.offset() + ((long) row * place.length() + from) * Double.BYTES);
    doubles.read(in, values, at, count);
  }

  /** Where a matrix is, from the end of the header on. */
  private record Place(long offset, int rows, int length) {}

  private Place place(String name) throws DamagedException {
    JsonNode entry = header.path(name);
    JsonNode shape = entry.path("shape");
    JsonNode offsets = entry.path("data_offsets");
    boolean matrix = entry.path("dtype").asText("").equals("F64") && shape.size() == 2 && offsets.size() == 2;
    if (!matrix || !offsets.path(0).canConvertToLong() || !offsets.path(1).canConvertToLong()) {
      throw new DamagedException("has no matrix " + name);
    }
    int rows = size(shape.path(0), name);
    int columns = size(shape.path(1), name);
    long begin = offsets.path(0).asLong();
    long end = offsets.path(1).asLong();
    boolean inside = begin >= 0 && end >= begin && end <= length - data;
    // Numbers are compared, as there may be more bytes than a long counts.
    boolean filled = (long) rows * columns == (end - begin) / Double.BYTES && (end - begin) % Double.BYTES == 0;
    if (!inside || !filled || columns == 0 && rows > 1) {
      throw new DamagedException(name + " is not where its header says");
    }
    return new Place(begin, rows, columns);
  }

  private static int size(JsonNode node, String name) throws DamagedException {
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 0) {
      throw new DamagedException(name + " has a size " + node);
    }
    return node.asInt();
  }

  private static JsonNode parse(byte[] json) throws IOException {
    try {
      JsonNode root = StrictJson.read(json);
      if (root == null || !root.isObject()) {
        throw new DamagedException("has no header");
      }
      return root;
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw new DamagedException("has no header");
    }
  }
}
