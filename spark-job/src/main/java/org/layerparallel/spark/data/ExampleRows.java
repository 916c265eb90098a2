package org.layerparallel.spark.data;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;

/**
 * Examples that tasks read, a block at a time, and the driver never holds: partitions of an RDD, in the order of the file
 * names and of the records within.
 */
public final class ExampleRows {

  private final ExampleInput<?> input;

  private ExampleRows(ExampleInput<?> input) {
    this.input = input;
  }

  /** What a task makes of the blocks of its piece of a file. */
  @FunctionalInterface
  public interface BlockFunction<R> extends Serializable {

    Iterator<R> apply(Iterator<ExampleBlock> blocks);
  }

  /**
   * Finds the files, and looks at the columns of the first one.
   *
   * @param labelled whether labels are read; otherwise there need not be any
   * @throws UserError if a file is missing or unreadable, labels are in files of their own, or columns are not what they
   *     must be
   */
  public static ExampleRows open(JavaSparkContext spark, ExampleSource source, boolean labelled) {
    if (source.separateLabels()) {
      throw new UserError(source.labels() + ": labels must be in the files of the features");
    }
    TextFormat.Labels labels = labelled ? TextFormat.Labels.NEEDED : TextFormat.Labels.IGNORED;
    return new ExampleRows(ExampleInput.open(spark, source, labels, spark.defaultParallelism()));
  }

  /** The columns whose values are handed on with each example. */
  public StructType kept() {
    return input.kept();
  }

  /** The RDD of what {@code function} makes of the pieces of the files. */
  public <R> JavaRDD<R> map(BlockFunction<R> function) {
    return map(input, function);
  }

  /**
   * What to tell of a job on {@link #map} that failed.
   *
   * @param failure what Spark threw
   * @return a {@link UserError} that names file and line if the input is the cause; otherwise {@code failure}
   */
  public Exception explained(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadRecord bad) {
        String file = InputFiles.name(new Path(bad.file));
        String what =
            bad.record == 0
                ? ": " + bad.getMessage()
                : ", " + input.place(before(input, bad) + bad.record, bad.getMessage());
        return new UserError(file + what, failure);
      }
    }
    return failure;
  }

  private static <T, R> JavaRDD<R> map(ExampleInput<T> input, BlockFunction<R> function) {
    RecordFormat<T> format = input.format();
    return input
        .pieces()
        .map((file, start, records) -> function.apply(new BlockIterator<>(file, start, records, format)));
  }

  /** Records of the file before the piece with the bad one, which nobody needed until now. */
  private static <T> long before(ExampleInput<T> input, BadRecord bad) {
    String file = bad.file;
    int[] pieces = IntStream.range(0, bad.piece).toArray();
    List<Long>[] counts =
        input
            .pieces()
            .map((name, start, records) -> List.of(name.equals(file) ? count(records) : 0L).iterator())
            .collectPartitions(pieces);
    long sum = 0;
    for (List<Long> count : counts) {
      sum += count.get(0);
    }
    return sum;
  }

  private static long count(Iterator<?> records) {
    long count = 0;
    for (; records.hasNext(); records.next()) {
      count++;
    }
    return count;
  }
}
