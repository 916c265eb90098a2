package org.layerparallel.spark.data;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.LineRecordReader;
import org.apache.spark.api.java.JavaHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import scala.Tuple2;

/**
 * The lines of text files, compressed or not.
 *
 * @param files sorted
 * @param minPartitions pieces there are at least, where files can be cut
 */
record LinePieces(JavaSparkContext spark, List<Path> files, int minPartitions) implements Pieces<String> {

  /** Threads that list files hand them over as they come; one keeps their order. */
  private static final String LISTING_THREADS = "mapreduce.input.fileinputformat.list-status.num-threads";

  @Override
  public <R> JavaRDD<R> map(PieceFunction<String, R> function) {
    JobConf job = new JobConf(spark.hadoopConfiguration());
    job.setInt(LISTING_THREADS, 1);
    FileInputFormat.setInputPaths(job, files.stream().map(LinePieces::literal).toArray(Path[]::new));
    // The Java API declares a pair RDD; only the class behind it tells which piece of which file a partition is.
    JavaHadoopRDD<LongWritable, Text> lines = (JavaHadoopRDD<LongWritable, Text>)
        spark.hadoopRDD(job, BoundedLines.class, LongWritable.class, Text.class, minPartitions);
    return lines.mapPartitionsWithInputSplit(
        (split, records) -> {
          FileSplit piece = (FileSplit) split;
          return function.apply(piece.getPath().toString(), piece.getStart(), new LineTexts(records));
        },
        false);
  }

  /**
   * The first line of the first file that has one.
   *
   * @param hadoop settings of the file systems
   * @throws UserError if it cannot be read
   */
  static Optional<String> firstLine(Configuration hadoop, List<Path> files) {
    for (Path file : files) {
      try (LineRecordReader reader = reader(hadoop, file)) {
        Text line = new Text();
        if (reader.next(new LongWritable(), line)) {
          return Optional.of(line.toString());
        }
      } catch (IOException e) {
        throw new UserError(InputFiles.name(file) + ": cannot be read (" + UserError.reason(e) + ")", e);
      }
    }
    return Optional.empty();
  }

  /** {@code file} with the characters escaped that a glob gives a meaning. */
  static Path literal(Path file) {
    return new Path(file.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1"));
  }

  private static LineRecordReader reader(Configuration hadoop, Path file) throws IOException {
    long length = file.getFileSystem(hadoop).getFileStatus(file).getLen();
    return new LineRecordReader(hadoop, new FileSplit(file, 0, length, new String[0]));
  }

  /** The text of each record; Hadoop uses the same record object for all lines. */
  private record LineTexts(Iterator<Tuple2<LongWritable, Text>> records) implements Iterator<String> {

    /** Throws {@link IllegalArgumentException} if the next line is no text of an example. */
    @Override
    public boolean hasNext() {
      try {
        return records.hasNext();
      } catch (Exception e) {
        // Hadoop's checked exceptions come undeclared through Scala.
        if (e instanceof BoundedLines.TooLong) {
          throw new IllegalArgumentException(e.getMessage(), e);
        }
        throw e;
      }
    }

    @Override
    public String next() {
      return records.next()._2().toString();
    }
  }
}
