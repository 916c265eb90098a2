package org.layerparallel.spark.data;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;

/**
 * Files of examples that were found, and whose columns are known.
 *
 * @param pattern where the user said they are
 * @param files sorted
 * @param pieces their records
 * @param format of the records
 * @param unit what a record is called
 * @param kept the columns that are handed on
 */
record ExampleInput<T>(
    String pattern, List<Path> files, Pieces<T> pieces, RecordFormat<T> format, String unit, StructType kept) {

  private static final String LINE = "line";

  /**
   * Finds the files of {@code source} and looks at the columns of the first one.
   *
   * @param labels whether labels are read, and if not, whether there may be some
   * @param minPartitions pieces there are at least, where files can be cut
   * @throws UserError if a file is missing or unreadable, or columns are not what they must be
   */
  static ExampleInput<?> open(
      JavaSparkContext spark, ExampleSource source, TextFormat.Labels labels, int minPartitions) {
    List<Path> files = InputFiles.list(spark.hadoopConfiguration(), source.features());
    FileLayout layout = source.layout();
    FileFormat format =
        layout.format() == FileFormat.AUTO
            ? FileFormat.of(files.get(0).getName(), layout.columnsChosen())
            : layout.format();
    if (format != FileFormat.TEXT && source.separateLabels()) {
      throw new UserError(
          source.labels() + ": labels in files of their own go with text, but " + source.features() + " is "
              + format + "; leave them out");
    }
    boolean labelled = labels == TextFormat.Labels.NEEDED;
    Pieces<String> lines = new LinePieces(spark, files, minPartitions);
    return switch (format) {
      case CSV -> csv(spark, source, files, lines, labelled);
      case LIBSVM -> libsvm(source, files, lines, labelled);
      case PARQUET -> parquet(spark, source, files, labelled);
      case TEXT, AUTO -> text(source, files, lines, labels);
    };
  }

  /** The labels of {@code source}, which are files of their own. */
  static ExampleInput<String> labels(JavaSparkContext spark, ExampleSource source, int minPartitions) {
    List<Path> files = InputFiles.list(spark.hadoopConfiguration(), source.labels());
    TextFormat format =
        new TextFormat(
            0, source.classes(), TextFormat.Labels.NEEDED, source.layout().header(), source.remedy());
    return new ExampleInput<>(
        source.labels(), files, new LinePieces(spark, files, minPartitions), format, LINE, new StructType());
  }

  private static ExampleInput<String> text(
      ExampleSource source, List<Path> files, Pieces<String> lines, TextFormat.Labels labels) {
    requireNoColumns(source, FileFormat.TEXT, source.layout().columnsChosen());
    TextFormat format =
        new TextFormat(
            source.featureCount(), source.classes(), labels, source.layout().header(), source.remedy());
    return new ExampleInput<>(source.features(), files, lines, format, LINE, new StructType());
  }

  private static ExampleInput<String> csv(
      JavaSparkContext spark, ExampleSource source, List<Path> files, Pieces<String> lines, boolean labelled) {
    String file = InputFiles.name(files.get(0));
    String header =
        LinePieces.firstLine(spark.hadoopConfiguration(), files)
            .filter(line -> !line.isBlank())
            .orElseThrow(() -> new UserError(file + ": must begin with a line that names the columns"));
    CsvFormat format = CsvFormat.of(file, header, source, labelled);
    StructType kept = new StructType();
    for (String name : source.layout().keptColumns()) {
      kept = kept.add(name, DataTypes.StringType);
    }
    return new ExampleInput<>(source.features(), files, lines, format, LINE, kept);
  }

  private static ExampleInput<String> libsvm(
      ExampleSource source, List<Path> files, Pieces<String> lines, boolean labelled) {
    FileLayout layout = source.layout();
    List<String> label = List.of(FileLayout.LABEL);
    boolean onlyLabel = layout.keptColumns().isEmpty() || layout.keptColumns().equals(label);
    boolean others =
        !layout.featureColumns().isEmpty() || !layout.label().equals(FileLayout.LABEL) || !onlyLabel;
    requireNoColumns(source, FileFormat.LIBSVM, others);
    boolean keep = layout.keptColumns().equals(label);
    LibsvmFormat format = new LibsvmFormat(source.featureCount(), source.classes(), labelled, keep);
    StructType kept = keep ? new StructType().add(FileLayout.LABEL, DataTypes.IntegerType) : new StructType();
    return new ExampleInput<>(source.features(), files, lines, format, LINE, kept);
  }

  private static ExampleInput<?> parquet(
      JavaSparkContext spark, ExampleSource source, List<Path> files, boolean labelled) {
    String file = InputFiles.name(files.get(0));
    StructType all = RowPieces.schema(spark, files.get(0));
    ColumnChoice columns = ColumnChoice.of(file, List.of(all.fieldNames()), source.layout(), labelled);
    List<String> names = columns.read();
    StructType read = new StructType(names.stream().map(all::apply).toArray(StructField[]::new));
    ParquetFormat format = ParquetFormat.of(file, read, columns.within(names), source);
    return new ExampleInput<>(
        source.features(), files, new RowPieces(spark, files, read), format, "row", format.kept(read));
  }

  /** What is wrong with record {@code number} of a file, counted from 1. */
  String place(long number, String problem) {
    boolean maybeHeader = number == 1 && format instanceof TextFormat;
    String header = maybeHeader ? "; if the line names the columns, say that the file has a header" : "";
    return unit + " " + number + ": " + problem + header;
  }

  private static void requireNoColumns(ExampleSource source, FileFormat format, boolean chosen) {
    if (chosen) {
      throw new UserError(
          source.features() + ": is " + format + ", of which no columns can be chosen by name; leave the names out, or"
              + " name the format: csv for text with a header");
    }
  }
}
