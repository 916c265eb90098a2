package org.layerparallel.spark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.LocalSpark;

/** The same labelled points in every format that is read. */
record PeaksFormats(Path directory, Examples examples) {

  /**
   * Examples as they lie in a file.
   *
   * @param path of the file, or the directory
   * @param features names of the columns with them, where there are any
   * @param format where the name does not tell it
   */
  record Written(Path path, List<String> features, String format) {

    /** The options of commands that predict. */
    List<String> options() {
      List<String> options = new ArrayList<>();
      if (!features.isEmpty()) {
        options.addAll(List.of("--features", String.join(",", features), "--label", "class"));
      }
      if (!format.isEmpty()) {
        options.addAll(List.of("--input-format", format));
      }
      return options;
    }

    /** The settings of a training, {@code set} being training or validation. */
    List<String> settings(String set) {
      List<String> settings = new ArrayList<>();
      settings.add("data.files." + set + ".features=" + path);
      if (!features.isEmpty()) {
        settings.add("data.files.feature-columns=[" + String.join(",", features) + "]");
        settings.add("data.files.label-column=class");
      }
      settings.add("data.files.format=" + (format.isEmpty() ? "auto" : format));
      return settings;
    }
  }

  /** Points of a file that ships. */
  static PeaksFormats of(Path directory, String shipped) throws IOException {
    List<String[]> lines =
        Files.readAllLines(Command.shipped(shipped)).stream().map(line -> line.split(",")).toList();
    double[] features =
        lines.stream().flatMap(line -> List.of(line[0], line[1]).stream()).mapToDouble(Double::parseDouble).toArray();
    int[] labels = lines.stream().mapToInt(line -> Integer.parseInt(line[2])).toArray();
    return new PeaksFormats(directory, new Examples(features, labels, 2));
  }

  /** In all of them. */
  List<Written> all() throws IOException {
    return List.of(text(), csv(), libsvm(), columns(), arrays(), vectors());
  }

  Written text() throws IOException {
    return write("peaks.txt", "", e -> x(e) + " " + y(e) + " " + label(e), List.of(), "");
  }

  /** With an id in front, and the coordinates the other way round. */
  Written csv() throws IOException {
    return write(
        "peaks.csv",
        "id,class,\"the y\",x\n",
        e -> "\"point, " + e + "\"," + label(e) + "," + y(e) + "," + x(e),
        List.of("x", "the y"),
        "");
  }

  Written libsvm() throws IOException {
    return write("peaks.libsvm", "# peaks\n", e -> label(e) + " 1:" + x(e) + " 2:" + y(e), List.of(), "");
  }

  /** In four files, of which the first is the smallest. */
  Written columns() throws IOException {
    StructType schema =
        new StructType()
            .add("y", DataTypes.DoubleType)
            .add("id", DataTypes.StringType)
            .add("class", DataTypes.LongType)
            .add("x", DataTypes.DoubleType);
    List<Row> rows = rows(e -> RowFactory.create(y(e), "point, " + e, (long) label(e), x(e)));
    Path path = Files.createDirectory(directory.resolve("columns"));
    int from = 0;
    for (int to : new int[] {1, 30, 40, rows.size()}) {
      Path one = directory.resolve("to-" + to);
      LocalSpark.session()
          .createDataFrame(rows.subList(from, to), schema)
          .coalesce(1)
          .write()
          .parquet(one.toString());
      String file = Command.names(one).stream().filter(name -> name.startsWith("part-")).findFirst().orElseThrow();
      Files.copy(one.resolve(file), path.resolve("from-" + (1000 + from) + ".parquet"));
      from = to;
    }
    return new Written(path, List.of("x", "y"), "");
  }

  Written arrays() {
    StructType schema =
        new StructType()
            .add("class", DataTypes.IntegerType)
            .add("point", DataTypes.createArrayType(DataTypes.DoubleType));
    List<Row> rows = rows(e -> RowFactory.create(label(e), new double[] {x(e), y(e)}));
    Path path = directory.resolve("arrays.parquet");
    LocalSpark.session().createDataFrame(rows, schema).coalesce(1).write().parquet(path.toString());
    return new Written(path, List.of("point"), "parquet");
  }

  /** As Spark's machine learning writes vectors; every other one is sparse. */
  Written vectors() {
    StructType schema =
        new StructType().add("features", SQLDataTypes.VectorType()).add("label", DataTypes.DoubleType);
    List<Row> rows =
        rows(
            e -> {
              Vector dense = Vectors.dense(x(e), y(e));
              return RowFactory.create(e % 2 == 0 ? dense.toSparse() : dense, (double) label(e));
            });
    Path path = directory.resolve("vectors");
    LocalSpark.session().createDataFrame(rows, schema).coalesce(1).write().parquet(path.toString());
    return new Written(path, List.of(), "parquet");
  }

  private Written write(
      String name, String header, IntFunction<String> line, List<String> features, String format)
      throws IOException {
    StringBuilder text = new StringBuilder(header);
    IntStream.range(0, examples.count()).forEach(e -> text.append(line.apply(e)).append('\n'));
    return new Written(Files.writeString(directory.resolve(name), text), features, format);
  }

  private List<Row> rows(IntFunction<Row> row) {
    return IntStream.range(0, examples.count()).mapToObj(row).toList();
  }

  private double x(int e) {
    return examples.features()[2 * e];
  }

  private double y(int e) {
    return examples.features()[2 * e + 1];
  }

  private int label(int e) {
    return examples.labels()[e];
  }
}
