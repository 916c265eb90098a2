package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.layerparallel.spark.report.LevelReport;
import org.layerparallel.spark.report.TimedIteration;
import org.layerparallel.train.IterationRecord;

/** A run's past as matrices: a row for each level that has ended, and for each iteration. */
final class PastTensors {

  private static final String SECONDS = "seconds";
  private static final String ITERATIONS = "iterations";
  private static final String LEVELS = "levels";
  private static final int ITERATION_COLUMNS = 16;
  private static final int LEVEL_COLUMNS = 6;

  private PastTensors() {}

  static List<Tensor> of(RunPast past) {
    return List.of(
        Tensor.of(SECONDS, past.seconds()),
        Tensor.of(
            ITERATIONS,
            past.iterations().stream().map(PastTensors::numbers).toArray(double[][]::new),
            ITERATION_COLUMNS),
        Tensor.of(
            LEVELS, past.levels().stream().map(PastTensors::numbers).toArray(double[][]::new), LEVEL_COLUMNS));
  }

  /**
   * Reads the past of the training that {@code manifest} describes.
   *
   * @throws DamagedException if it is none that leads there, iteration by iteration: reports rely on it
   */
  static RunPast read(TensorReader reader, Manifest manifest) throws IOException {
    List<LevelReport> levels = levels(reader, manifest);
    List<TimedIteration> iterations = new ArrayList<>();
    for (double[] row : reader.matrix(ITERATIONS, ITERATION_COLUMNS)) {
      iterations.add(iteration(row));
    }
    requireComplete(iterations, levels, manifest);
    return new RunPast(iterations, levels, seconds(SECONDS, reader.row(SECONDS, 1)[0]));
  }

  private static List<LevelReport> levels(TensorReader reader, Manifest manifest) throws IOException {
    double[][] rows = reader.matrix(LEVELS, LEVEL_COLUMNS);
    if (rows.length != manifest.level()) {
      throw new DamagedException(LEVELS + " has " + rows.length + " rows, must have " + manifest.level());
    }
    List<LevelReport> levels = new ArrayList<>();
    for (int level = 0; level < rows.length; level++) {
      double[] n = rows[level];
      levels.add(
          new LevelReport(
              whole(LEVELS, n[0]),
              whole(LEVELS, n[1]),
              whole(LEVELS, n[2]),
              manifest.ended().get(level),
              seconds(LEVELS, n[3]),
              n[4],
              n[5]));
    }
    return levels;
  }

  /** Level after level, each from its first iteration to its last; the present one to that of the manifest. */
  private static void requireComplete(List<TimedIteration> iterations, List<LevelReport> levels, Manifest manifest)
      throws DamagedException {
    int at = 0;
    for (int level = 0; level <= levels.size(); level++) {
      boolean ended = level < levels.size();
      int count = ended ? levels.get(level).iterations() : manifest.iteration() + 1;
      if (ended && levels.get(level).level() != level || count < 1 || count > iterations.size() - at) {
        throw new DamagedException(ITERATIONS + " does not have all of level " + level);
      }
      int layers = iterations.get(at).record().layers();
      for (int iteration = 0; iteration < count; iteration++) {
        IterationRecord record = iterations.get(at + iteration).record();
        if (record.level() != level || record.iteration() != iteration || record.layers() != layers) {
          throw new DamagedException(
              ITERATIONS + " has a row that is not iteration " + iteration + " of level " + level);
        }
      }
      at += count;
    }
    if (at != iterations.size()) {
      throw new DamagedException(ITERATIONS + " has " + iterations.size() + " rows, must have " + at);
    }
  }

  private static double[] numbers(TimedIteration timed) {
    IterationRecord r = timed.record();
    return new double[] {
      r.level(), r.layers(), r.iteration(), r.stateResidual(), r.adjointResidual(), r.objective(), r.loss(),
      r.gradientNorm(), r.stepSize(), r.lineSearchIterations(), r.trainAccuracy(), r.validationAccuracy(),
      r.stateCycles(), r.adjointCycles(), r.supersteps(), timed.seconds()
    };
  }

  private static TimedIteration iteration(double[] n) throws DamagedException {
    return new TimedIteration(
        new IterationRecord(
            whole(ITERATIONS, n[0]),
            whole(ITERATIONS, n[1]),
            whole(ITERATIONS, n[2]),
            n[3],
            n[4],
            n[5],
            n[6],
            n[7],
            n[8],
            whole(ITERATIONS, n[9]),
            n[10],
            n[11],
            whole(ITERATIONS, n[12]),
            whole(ITERATIONS, n[13]),
            whole(ITERATIONS, n[14])),
        seconds(ITERATIONS, n[15]));
  }

  private static double[] numbers(LevelReport r) {
    return new double[] {
      r.level(), r.layers(), r.iterations(), r.seconds(), r.medianSeconds(), r.sparkJobsPerIteration()
    };
  }

  private static int whole(String name, double number) throws DamagedException {
    return TensorReader.wholeNumber(name, number);
  }

  private static double seconds(String name, double number) throws DamagedException {
    if (!(number >= 0 && Double.isFinite(number))) {
      throw new DamagedException(name + " has a time of " + number + " seconds");
    }
    return number;
  }
}
