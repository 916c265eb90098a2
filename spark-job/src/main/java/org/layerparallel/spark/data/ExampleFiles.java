package org.layerparallel.spark.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.layerparallel.network.Examples;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;

/**
 * Reads labelled examples of all formats through Spark: executors parse the pieces of all files in one job, the driver
 * puts them together in the order of the files.
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
    if (!source.separateLabels()) {
      Rows rows = load(ExampleInput.open(spark, source, TextFormat.Labels.NEEDED, minPartitions));
      return new Examples(rows.features, rows.labels, width);
    }
    // Missing label files should be told before the features are read, which may take long.
    ExampleInput<String> labelFiles = ExampleInput.labels(spark, source, minPartitions);
    Rows features = load(ExampleInput.open(spark, source, TextFormat.Labels.NONE, minPartitions));
    Rows labels = load(labelFiles);
    if (features.labels.length != labels.labels.length) {
      throw new UserError(
          source.labels() + ": " + labels.labels.length + " labels for the " + features.labels.length + " examples of "
              + source.features() + "; give one label an example");
    }
    return new Examples(features.features, labels.labels, width);
  }

  /** All rows of some files; an array not in the format is of length 0 or of zeros. */
  private record Rows(double[] features, int[] labels) {}

  private static <T> Rows load(ExampleInput<T> input) {
    List<SplitRows> pieces = inOrder(input.files(), parse(input));
    requireNoProblem(pieces, input);
    long rows = pieces.stream().mapToLong(piece -> piece.rows).sum();
    int width = input.format().featureCount();
    requireCount(input.pattern(), rows, width);
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

  private static <T> List<SplitRows> parse(ExampleInput<T> input) {
    RecordFormat<T> format = input.format();
    try {
      return input
          .pieces()
          .map((file, start, records) -> List.of(SplitRows.read(file, start, records, format)).iterator())
          .collect();
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java API does not declare.
      throw explained(input.pattern(), e);
    }
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

  /** Throws for the first bad record; the pieces before it were read whole, so their records count up to it. */
  private static void requireNoProblem(List<SplitRows> pieces, ExampleInput<?> input) {
    String file = null;
    long before = 0;
    for (SplitRows piece : pieces) {
      before = piece.file.equals(file) ? before : 0;
      file = piece.file;
      if (piece.problem != null) {
        throw new UserError(
            InputFiles.name(new Path(file)) + ", "
                + input.place(before + piece.records, piece.problem));
      }
      before += piece.records;
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
