package org.layerparallel.spark.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.spark.api.java.JavaHadoopRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import scala.Tuple2;

/**
 * Reads labelled examples through Spark: executors parse the pieces of all files in one job, the driver puts them
 * together in the order of the files.
 */
public final class ExampleFiles {

  private ExampleFiles() {}

  /**
   * Reads all examples of {@code source}, in the order of the file names and of the lines within.
   *
   * @throws UserError if a file is missing, unreadable or not of the format, there are no examples, or more than an
   *     array holds; of several bad lines the first is named
   */
  public static Examples read(JavaSparkContext spark, ExampleSource source) {
    return read(spark, source, spark.defaultMinPartitions());
  }

  static Examples read(JavaSparkContext spark, ExampleSource source, int minPartitions) {
    int width = source.featureCount();
    int classes = source.classes();
    if (!source.separateLabels()) {
      RowFormat format = new RowFormat(width, classes, true);
      Rows rows = load(spark, source.features(), format, source.header(), minPartitions);
      return new Examples(rows.features, rows.labels, width);
    }
    // Missing label files should be told before the features are read, which may take long.
    InputFiles.list(spark.hadoopConfiguration(), source.labels());
    RowFormat format = new RowFormat(width, classes, false);
    Rows features = load(spark, source.features(), format, source.header(), minPartitions);
    Rows labels = load(spark, source.labels(), new RowFormat(0, classes, true), source.header(), minPartitions);
    if (features.labels.length != labels.labels.length) {
      throw new UserError(
          source.labels() + ": " + labels.labels.length + " labels for the " + features.labels.length + " examples of "
              + source.features() + "; give one label an example");
    }
    return new Examples(features.features, labels.labels, width);
  }

  /** All rows of some files; an array not in the format is of length 0 or of zeros. */
  private record Rows(double[] features, int[] labels) {}

  private static Rows load(
      JavaSparkContext spark, String pattern, RowFormat format, boolean header, int minPartitions) {
    List<Path> files = InputFiles.list(spark.hadoopConfiguration(), pattern);
    List<SplitRows> pieces = inOrder(files, parse(spark, pattern, files, format, header, minPartitions));
    requireNoProblem(pieces);
    long rows = pieces.stream().mapToLong(piece -> piece.rows).sum();
    int width = format.featureCount();
    requireCount(pattern, rows, width);
    double[] features = new double[(int) rows * width];
    int[] labels = new int[(int) rows];
    int at = 0;
    for (SplitRows piece : pieces) {
      System.arraycopy(piece.features, 0, features, at * width, piece.features.length);
      System.arraycopy(piece.labels, 0, labels, at, piece.rows);
      at += piece.rows;
    }
    return new Rows(features, labels);
  }

  private static List<SplitRows> parse(
      JavaSparkContext spark, String pattern, List<Path> files, RowFormat format, boolean header, int minPartitions) {
    JobConf job = new JobConf(spark.hadoopConfiguration());
    FileInputFormat.setInputPaths(job, files.stream().map(ExampleFiles::literal).toArray(Path[]::new));
    // The Java API declares a pair RDD; only the class behind it tells which piece of which file a partition is.
    JavaHadoopRDD<LongWritable, Text> lines = (JavaHadoopRDD<LongWritable, Text>)
        spark.hadoopRDD(job, BoundedLines.class, LongWritable.class, Text.class, minPartitions);
    try {
      return lines.mapPartitionsWithInputSplit(
              (split, records) -> {
                FileSplit piece = (FileSplit) split;
                LineTexts texts = new LineTexts(records);
                String file = piece.getPath().toString();
                return List.of(SplitRows.read(file, piece.getStart(), texts, format, header)).iterator();
              },
              false)
          .collect();
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java API does not declare.
      throw explained(pattern, e);
    }
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

  /** {@code file} with the characters escaped that a glob gives a meaning. */
  private static Path literal(Path file) {
    return new Path(file.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1"));
  }

  private static RuntimeException explained(String pattern, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new UserError(
            pattern + ": cannot be read (" + UserError.reason(cause) + "); every executor must see the undamaged file",
            failure);
      }
    }
    if (String.valueOf(failure.getMessage()).contains("spark.driver.maxResultSize")) {
      return new UserError(
          pattern + ": the examples exceed spark.driver.maxResultSize; raise it, and the driver's memory", failure);
    }
    return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
  }

  private static List<SplitRows> inOrder(List<Path> files, List<SplitRows> pieces) {
    Map<String, Integer> places = new HashMap<>();
    for (Path file : files) {
      places.put(file.toString(), places.size());
    }
    List<SplitRows> sorted = new ArrayList<>(pieces);
    sorted.sort(
        Comparator.<SplitRows>comparingInt(piece -> places.get(piece.file)).thenComparingLong(piece -> piece.start));
    return sorted;
  }

  /** Throws for the first bad line; the pieces before it were read whole, so their lines count up to it. */
  private static void requireNoProblem(List<SplitRows> pieces) {
    String file = null;
    long before = 0;
    for (SplitRows piece : pieces) {
      before = piece.file.equals(file) ? before : 0;
      file = piece.file;
      if (piece.problem != null) {
        long line = before + piece.lines;
        String header = line == 1 ? "; if the line names the columns, say that the file has a header" : "";
        throw new UserError(InputFiles.name(new Path(file)) + ", line " + line + ": " + piece.problem + header);
      }
      before += piece.lines;
    }
  }

  /** Throws unless {@code rows} examples fit one array. */
  static void requireCount(String pattern, long rows, int width) {
    if (rows == 0) {
      throw new UserError(pattern + ": holds no examples; give a file with one example a line");
    }
    long most = SplitRows.LONGEST_ARRAY / Math.max(1, width);
    if (rows > most) {
      throw new UserError(
          pattern + ": " + rows + " examples of " + width + " features, at most " + most + " fit; give fewer examples");
    }
  }
}
