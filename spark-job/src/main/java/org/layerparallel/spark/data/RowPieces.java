package org.layerparallel.spark.data;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;

/**
 * The rows of Parquet files.
 *
 * @param files sorted
 * @param schema the columns to read
 */
record RowPieces(JavaSparkContext spark, List<Path> files, StructType schema) implements Pieces<Row> {

  @Override
  public <R> JavaRDD<R> map(PieceFunction<Row, R> function) {
    // Spark would pack all files together by their sizes; alone, the pieces of each keep their order.
    @SuppressWarnings("unchecked")
    JavaRDD<R>[] each = files.stream().map(file -> map(file, function)).toArray(JavaRDD[]::new);
    return spark.union(each);
  }

  private <R> JavaRDD<R> map(Path file, PieceFunction<Row, R> function) {
    String name = file.toString();
    return session(spark)
        .read()
        .schema(schema)
        .parquet(LinePieces.literal(file).toString())
        .toJavaRDD()
        .mapPartitionsWithIndex((piece, rows) -> function.apply(name, piece, rows), false);
  }

  /**
   * The columns of a file, those of types that users define as what they are made of.
   *
   * @throws UserError if it cannot be read as Parquet
   */
  static StructType schema(JavaSparkContext spark, Path file) {
    try {
      StructType schema = session(spark).read().parquet(LinePieces.literal(file).toString()).schema();
      return new StructType(Arrays.stream(schema.fields()).map(RowPieces::plain).toArray(StructField[]::new));
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java API does not declare.
      throw new UserError(InputFiles.name(file) + ": cannot be read as Parquet (" + UserError.reason(root(e)) + ")", e);
    }
  }

  private static StructField plain(StructField field) {
    return field.dataType() instanceof UserDefinedType<?> defined
        ? new StructField(field.name(), defined.sqlType(), field.nullable(), Metadata.empty())
        : field;
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private static SparkSession session(JavaSparkContext spark) {
    return SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
  }
}
