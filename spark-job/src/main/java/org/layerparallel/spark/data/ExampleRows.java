package org.layerparallel.spark.data;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;

/**
 * Examples that tasks read, a block at a time, and the driver never holds: partitions of an RDD, in the order of the
 * file names and of the records within.
 */
public final class ExampleRows {

  private final ExampleInput<?> input;
  private final CollectionAccumulator<BadRecord> complaints;

  private ExampleRows(ExampleInput<?> input, CollectionAccumulator<BadRecord> complaints) {
    this.input = input;
    this.complaints = complaints;
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
   * @throws UserError if a file is missing or unreadable, labels are in files of their own, or columns are not what
   *     they must be
   */
  public static ExampleRows open(JavaSparkContext spark, ExampleSource source, boolean labelled) {
    if (source.separateLabels()) {
      throw new UserError(source.labels() + ": labels must be in the files of the features");
    }
    TextFormat.Labels labels = labelled ? TextFormat.Labels.NEEDED : TextFormat.Labels.IGNORED;
    return new ExampleRows(
        ExampleInput.open(spark, source, labels, spark.defaultParallelism()),
        spark.sc().collectionAccumulator("bad records"));
  }

  /** The columns whose values are handed on with each example. */
  public StructType kept() {
    return input.kept();
  }

  /**
   * The RDD of what {@code function} makes of the pieces of the files. A piece with a bad record seems to end there:
   * after a job, {@link #requireGood} tells.
   */
  public <R> JavaRDD<R> map(BlockFunction<R> function) {
    return map(input, function, complaints);
  }

  /**
   * Throws if a task of a job on {@link #map} has found a bad record.
   *
   * @throws UserError that names file and record; of several the first
   */
  public void requireGood() {
    Optional<BadRecord> first =
        complaints.value().stream().min(Comparator.comparingInt((BadRecord record) -> record.piece));
    if (first.isEmpty()) {
      return;
    }
    BadRecord bad = first.get();
    String file = InputFiles.name(new Path(bad.file));
    throw new UserError(
        bad.record == 0
            ? file + ": " + bad.problem
            : file + ", " + input.place(before(input, bad) + bad.record, bad.problem));
  }

  private static <T, R> JavaRDD<R> map(
      ExampleInput<T> input, BlockFunction<R> function, CollectionAccumulator<BadRecord> complaints) {
    RecordFormat<T> format = input.format();
    return input
        .pieces()
        .map(
            (file, start, records) ->
                function.apply(new BlockIterator<>(file, start, records, format, complaints::add)));
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
