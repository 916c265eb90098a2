package org.layerparallel.spark.prediction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.AtomicFiles;
import org.layerparallel.spark.io.IOConsumer;
import org.layerparallel.spark.io.StagingDirectory;
import org.layerparallel.spark.job.Execution;

/** Writes what a model predicts of examples. */
public final class PredictionJob {

  private static final int COPY_BUFFER = 1 << 16;

  private final Input input;
  private final String output;
  private final OutputFormat format;
  private final boolean overwrite;

  /**
   * @param output a file for CSV, a directory for Parquet, on any Hadoop file system
   * @param overwrite whether what an earlier job wrote there is replaced
   */
  public PredictionJob(Input input, String output, OutputFormat format, boolean overwrite) {
    this.input = input;
    this.output = output;
    this.format = format;
    this.overwrite = overwrite;
  }

  /**
   * Predicts all examples, in the order of the input. The output appears whole or not at all.
   *
   * @return how many there are
   * @throws UserError if something cannot be read, does not fit, or the output cannot be written
   * @throws IOException if writing fails on the way
   */
  public long run(Execution execution) throws IOException {
    ScoredRows rows = input.open(false, execution);
    StructType schema = PredictionTable.schema(rows.kept(), rows.classes());
    requireText(rows.kept());
    LongAccumulator count = execution.context().sc().longAccumulator("examples");
    DataFrameWriter<Row> writer =
        execution.session().createDataFrame(PredictionTable.rows(rows, count), schema).write();
    try (StagingDirectory staging = StagingDirectory.prepare(execution.hadoop(), output, overwrite)) {
      rows.run("the prediction", () -> write(writer, staging.path().toString()));
      if (count.value() == 0) {
        throw input.empty();
      }
      if (format == OutputFormat.PARQUET) {
        staging.publish();
      } else {
        AtomicFiles.write(execution.hadoop(), output, joined(staging, schema, execution));
      }
    }
    return count.value();
  }

  /** All of it, as a file each partition. */
  private Void write(DataFrameWriter<Row> writer, String directory) {
    if (format == OutputFormat.PARQUET) {
      writer.parquet(directory);
    } else {
      // What was text stays as it was; quotes are doubled, as in RFC 4180.
      writer
          .option("escape", "\"")
          .option("emptyValue", "")
          .option("ignoreLeadingWhiteSpace", false)
          .option("ignoreTrailingWhiteSpace", false)
          .csv(directory);
    }
    return null;
  }

  private void requireText(StructType kept) {
    for (StructField field : kept.fields()) {
      if (format == OutputFormat.CSV && !(field.dataType() instanceof AtomicType)) {
        throw new UserError(
            "column '" + field.name() + "' holds " + field.dataType().simpleString()
                + ", which CSV does not; write Parquet or do not keep it");
      }
    }
  }

  /** The files Spark has written, one for each partition, one after the other below a header. */
  private IOConsumer<OutputStream> joined(
      StagingDirectory staging, StructType schema, Execution execution) throws IOException {
    FileSystem files = staging.path().getFileSystem(execution.hadoop());
    List<Path> parts =
        Arrays.stream(files.listStatus(staging.path()))
            .map(FileStatus::getPath)
            .filter(path -> path.getName().startsWith("part-"))
            // Beyond 99999 the numbers are longer.
            .sorted(Comparator.comparing((Path path) -> path.getName().length()).thenComparing(Path::getName))
            .toList();
    String header = Arrays.stream(schema.fieldNames()).map(PredictionJob::quoted).collect(Collectors.joining(","));
    return out -> {
      out.write((header + "\n").getBytes(StandardCharsets.UTF_8));
      for (Path part : parts) {
        try (InputStream in = files.open(part)) {
          IOUtils.copyBytes(in, out, COPY_BUFFER, false);
        }
      }
    };
  }

  private static String quoted(String name) {
    return name.matches("[^\",\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
