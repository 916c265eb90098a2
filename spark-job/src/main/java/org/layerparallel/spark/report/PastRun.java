package org.layerparallel.spark.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;

/**
 * A training that has ended, as its output directory tells it. Accuracies are percent; what was not measured is NaN.
 *
 * @param validationAccuracy of the trained network, by exact propagation, as for the next three
 * @param trainAccuracy on the training examples
 * @param objective J
 * @param loss mean cross-entropy over the training examples
 * @param wallSeconds wall time of the training
 * @param levels the nested levels it reached, coarsest first
 * @param iterations all of them, in order
 */
public record PastRun(
    double validationAccuracy,
    double trainAccuracy,
    double objective,
    double loss,
    double wallSeconds,
    List<Level> levels,
    List<Iteration> iterations) {

  /** Name of the file with the iterations. */
  public static final String HISTORY = "history.csv";

  /**
   * A nested level.
   *
   * @param layers residual layers
   * @param iterations how many it did
   * @param stopReason why it ended, as the summary names it
   * @param secondsPerIteration of its median iteration
   */
  public record Level(int layers, int iterations, String stopReason, double secondsPerIteration) {}

  /**
   * An iteration; see {@link org.layerparallel.train.IterationRecord}.
   *
   * @param level nested level
   * @param iteration number within it, from 0
   * @param seconds from the start of the training to its end
   */
  public record Iteration(
      int level,
      int iteration,
      double stateResidual,
      double adjointResidual,
      double objective,
      double loss,
      double stepSize,
      double trainAccuracy,
      double validationAccuracy,
      double seconds) {}

  public PastRun {
    levels = List.copyOf(levels);
    iterations = List.copyOf(iterations);
  }

  /**
   * Reads the run in an output directory.
   *
   * @throws UserError if there is none, or its files are not those of a training
   */
  public static PastRun read(Configuration hadoop, String directory) {
    SummaryReader summary = SummaryReader.read(hadoop, directory);
    List<Level> levels = new ArrayList<>();
    for (SummaryReader level : summary.objects("levels")) {
      levels.add(
          new Level(
              level.count("layers"),
              level.count("iterations"),
              level.text("stopReason"),
              level.object("medianIteration").number("seconds")));
    }
    String history = directory + "/" + HISTORY;
    return new PastRun(
        summary.number("validationAccuracy"),
        summary.number("trainAccuracy"),
        summary.number("objective"),
        summary.number("loss"),
        summary.number("wallSeconds"),
        levels,
        InputFiles.read(hadoop, history, (in, length) -> iterations(history, levels, in)));
  }

  /** Iterations of one level. */
  public List<Iteration> on(int level) {
    return iterations.stream().filter(iteration -> iteration.level() == level).toList();
  }

  /** Mean seconds of the iterations on the last level, its first one left out where there are others. */
  public double meanSecondsOnFinest() {
    int finest = levels.size() - 1;
    List<Iteration> of = on(finest);
    Iteration last = of.get(of.size() - 1);
    if (of.size() > 1) {
      return (last.seconds() - of.get(0).seconds()) / (of.size() - 1);
    }
    int before = iterations.size() - 2;
    return last.seconds() - (before < 0 ? 0 : iterations.get(before).seconds());
  }

  private static List<Iteration> iterations(String file, List<Level> levels, InputStream in) throws IOException {
    List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    Map<String, Integer> columns = new HashMap<>();
    List<String> names = Arrays.asList((lines.isEmpty() ? "" : lines.get(0)).split(","));
    names.forEach(name -> columns.put(name, names.indexOf(name)));
    List<Iteration> iterations = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      iterations.add(iteration(new Row(file + ", line " + (line + 1), columns, lines.get(line).split(","))));
    }
    if (iterations.isEmpty()) {
      throw new UserError(file + ": has no iterations, must be the history of a training; train again");
    }
    int last = iterations.stream().mapToInt(Iteration::level).max().orElseThrow();
    if (last != levels.size() - 1) {
      throw new UserError(
          file + ": has " + (last + 1) + " levels, its summary " + levels.size() + "; train again");
    }
    return iterations;
  }

  private static Iteration iteration(Row row) {
    return new Iteration(
        row.count("level"),
        row.count("iteration"),
        row.residual("state_residual"),
        row.residual("adjoint_residual"),
        row.number("objective"),
        row.number("loss"),
        row.number("step_size"),
        row.number("train_accuracy"),
        row.number("validation_accuracy"),
        row.number("wall_seconds"));
  }

  /** A row of the history, with its place for messages. */
  private record Row(String place, Map<String, Integer> columns, String[] cells) {

    double number(String column) {
      Integer index = columns.get(column);
      if (index == null || index >= cells.length) {
        throw new UserError(place + ": has no " + column + ", must be the history of a training; train again");
      }
      try {
        return Double.parseDouble(cells[index]);
      } catch (NumberFormatException e) {
        throw new UserError(place + ": " + column + " is " + cells[index] + ", must be a number; train again", e);
      }
    }

    int count(String column) {
      double value = number(column);
      if (value != (int) value || value < 0) {
        throw new UserError(place + ": " + column + " is " + value + ", must be a count; train again");
      }
      return (int) value;
    }

    /** An exact solve measures none. */
    double residual(String column) {
      double norm = number(column);
      return norm < 0 ? Double.NaN : norm;
    }
  }
}
