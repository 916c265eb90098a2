package org.layerparallel.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.spark.report.RawTable;

/** Raw data as Parquet, through Spark. */
public final class ParquetFiles {

  private ParquetFiles() {}

  /**
   * Writes {@code table} as one file in the directory {@code path}, in place of what is there once all is written.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(Execution execution, RawTable table, String path) {
    SparkSession session = SparkSession.builder().sparkContext(execution.context().sc()).getOrCreate();
    List<Row> rows = table.rows().stream().map(row -> RowFactory.create(row.toArray())).toList();
    Path target = new Path(path);
    Path staging = new Path(target.getParent(), "." + target.getName() + ".incomplete-" + UUID.randomUUID());
    try {
      FileSystem files = target.getFileSystem(execution.hadoop());
      try {
        session.createDataFrame(rows, schema(table)).coalesce(1).write().parquet(staging.toString());
        files.delete(target, true);
        if (!files.rename(staging, target)) {
          throw new IOException("cannot rename " + staging + " to " + target);
        }
      } finally {
        files.delete(staging, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": cannot be written", e);
    }
  }

  private static StructType schema(RawTable table) {
    return DataTypes.createStructType(
        table.columns().stream()
            .map(column -> DataTypes.createStructField(column.name(), type(column.kind()), false))
            .toArray(StructField[]::new));
  }

  private static DataType type(RawTable.Kind kind) {
    return switch (kind) {
      case TEXT -> DataTypes.StringType;
      case WHOLE -> DataTypes.LongType;
      case NUMBER -> DataTypes.DoubleType;
    };
  }
}
