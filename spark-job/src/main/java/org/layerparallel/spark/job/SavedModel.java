package org.layerparallel.spark.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.network.DenseShape;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.model.NetworkMetadata;

/**
 * A model in tables, as spark.ml saves it: {@code network}, one JSON object with the fields of docs/model-format.md, of
 * which {@code version} is the format's; {@code layers}, Parquet with a row for each layer. What is read is what was
 * written, to the last bit.
 */
public final class SavedModel {

  static final String LAYERS = "layers";
  private static final String NETWORK = "network";

  private static final String OPENING = "opening";
  private static final String RESIDUAL = "residual";
  private static final String CLASSIFICATION = "classification";

  /** {@code matrix} is row by row, outputs x inputs. */
  private static final StructType ROWS =
      new StructType()
          .add("part", DataTypes.StringType, false)
          .add("layer", DataTypes.IntegerType, false)
          .add("matrix", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add("bias", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private SavedModel() {}

  /**
   * Writes both tables.
   *
   * @param path a directory that has neither yet
   */
  public static void write(SparkSession session, String path, Model model) {
    StructType schema = new StructType();
    Map<String, String> fields = NetworkMetadata.of(model.network());
    for (String name : fields.keySet()) {
      schema = schema.add(name, DataTypes.StringType, false);
    }
    session
        .createDataFrame(List.of(RowFactory.create(fields.values().toArray())), schema)
        .coalesce(1)
        .write()
        .json(path + "/" + NETWORK);
    session
        .createDataFrame(rows(model.network(), model.weights()), ROWS)
        .coalesce(1)
        .write()
        .parquet(path + "/" + LAYERS);
  }

  /**
   * Reads both tables.
   *
   * @throws UserError if one cannot be read, or they are in any way not what {@link #write} writes
   */
  public static Model read(SparkSession session, String path) {
    try {
      Network network = NetworkMetadata.network(fields(session.read().json(path + "/" + NETWORK).first()));
      List<Row> rows = session.read().schema(ROWS).parquet(path + "/" + LAYERS).collectAsList();
      return new Model(network, weights(network, rows)).requireFinite();
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java API does not declare.
      throw new UserError(path + ": " + UserError.reason(e) + "; give an undamaged model saved by spark.ml", e);
    }
  }

  private static Map<String, String> fields(Row row) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : row.schema().fieldNames()) {
      fields.put(name, String.valueOf(row.<Object>getAs(name)));
    }
    return fields;
  }

  private static List<Row> rows(Network network, Weights weights) {
    List<Row> rows = new ArrayList<>();
    if (network.openingSize() > 0) {
      rows.add(row(OPENING, 0, network.openingShape(), weights.opening()));
    }
    for (int layer = 0; layer < network.layers(); layer++) {
      rows.add(row(RESIDUAL, layer, network.residualShape(), weights.residual()));
    }
    rows.add(row(CLASSIFICATION, 0, network.classificationShape(), weights.classification()));
    return rows;
  }

  private static Row row(String part, int layer, DenseShape shape, double[] values) {
    int at = layer * shape.size();
    int bias = at + shape.matrixSize();
    return RowFactory.create(
        part,
        layer,
        Arrays.copyOfRange(values, at, bias),
        Arrays.copyOfRange(values, bias, at + shape.size()));
  }

  private static Weights weights(Network network, List<Row> rows) {
    Weights weights =
        new Weights(
            new double[network.openingSize()],
            new double[Math.multiplyExact(network.layers(), network.residualShape().size())],
            new double[network.classificationShape().size()]);
    int expected = rows(network, weights).size();
    if (rows.size() != expected || rows.stream().map(SavedModel::name).distinct().count() != expected) {
      throw new IllegalArgumentException(
          "has the layers " + rows.stream().map(SavedModel::name).toList() + ", its network has " + expected);
    }
    for (Row row : rows) {
      switch (row.getString(0)) {
        case OPENING -> fill(row, network.openingShape(), weights.opening());
        case RESIDUAL -> fill(row, network.residualShape(), weights.residual());
        case CLASSIFICATION ->
            fill(row, network.classificationShape(), weights.classification());
        default -> throw new IllegalArgumentException("has an unknown layer " + name(row));
      }
    }
    return weights;
  }

  private static String name(Row row) {
    return row.getString(0) + " " + row.getInt(1);
  }

  private static void fill(Row row, DenseShape shape, double[] values) {
    List<Double> matrix = row.getList(2);
    List<Double> bias = row.getList(3);
    int layer = row.getInt(1);
    if (matrix.size() != shape.matrixSize()
        || bias.size() != shape.biasSize()
        || layer < 0
        || (layer + 1L) * shape.size() > values.length) {
      throw new IllegalArgumentException(
          name(row) + " has " + matrix.size() + " and " + bias.size() + " weights, must have "
              + shape.matrixSize() + " and " + shape.biasSize());
    }
    int at = layer * shape.size();
    for (double value : matrix) {
      values[at++] = value;
    }
    for (double value : bias) {
      values[at++] = value;
    }
  }
}
