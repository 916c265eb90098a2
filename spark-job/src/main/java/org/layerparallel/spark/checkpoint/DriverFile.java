package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.layerparallel.optim.VectorFreeLbfgs;
import org.layerparallel.spark.report.LevelReport;
import org.layerparallel.spark.report.TimedIteration;
import org.layerparallel.sweep.WeightBlock;
import org.layerparallel.train.Evaluation;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.SavedSolves;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingState;

/** What the driver holds of a training, as a file of matrices; whole numbers are exact in it, as all numbers are. */
final class DriverFile {

  /** Its name in a checkpoint. */
  static final String NAME = "driver.safetensors";

  private static final String ENDS = "ends.";
  private static final int ITERATION_COLUMNS = 16;
  private static final int LEVEL_COLUMNS = 6;

  private DriverFile() {}

  static void write(OutputStream out, TrainingState state, RunPast past) throws IOException {
    Evaluation evaluation = state.evaluation();
    VectorFreeLbfgs.Past optimizer = state.optimizer();
    SavedSolves solves = state.solves();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(
        Tensor.of(
            "evaluation",
            evaluation.objective(),
            evaluation.loss(),
            evaluation.trainAccuracy(),
            evaluation.validationAccuracy()));
    tensors.add(Tensor.of("residuals", solves.stateReference(), solves.adjointReference()));
    tensors.add(matrix("states", solves.states()));
    tensors.add(matrix("adjoints", solves.adjoints()));
    tensors.add(Tensor.of("optimizer.used", numbers(optimizer.used())));
    tensors.add(matrix("optimizer.gram", optimizer.gram()));
    tensors.add(Tensor.of(ENDS + "offsets", numbers(state.ends().offsets())));
    tensors.addAll(Blocks.tensors(ENDS, state.ends()));
    tensors.add(Tensor.of("seconds", past.seconds()));
    tensors.add(
        Tensor.of(
            "iterations",
            past.iterations().stream().map(DriverFile::numbers).toArray(double[][]::new),
            ITERATION_COLUMNS));
    tensors.add(
        Tensor.of(
            "levels", past.levels().stream().map(DriverFile::numbers).toArray(double[][]::new), LEVEL_COLUMNS));
    TensorWriter.write(out, tensors);
  }

  /**
   * Reads the state.
   *
   * @param ended why the levels before ended
   */
  static TrainingState state(TensorReader reader, int level, int iteration, List<StopReason> ended)
      throws IOException {
    double[] evaluation = row(reader, "evaluation", 4);
    double[] residuals = row(reader, "residuals", 2);
    double[][] gram = reader.matrix("optimizer.gram");
    if (gram.length % 2 == 0 || gram[0].length != gram.length) {
      throw new DamagedException("optimizer.gram has " + gram.length + " rows");
    }
    WeightBlock ends = Blocks.block(ENDS, reader, wholeNumbers(reader.row(ENDS + "offsets")));
    if (ends.pairs() != gram.length / 2) {
      throw new DamagedException("has " + ends.pairs() + " pairs, must have " + gram.length / 2);
    }
    return new TrainingState(
        level,
        iteration,
        ended,
        new Evaluation(evaluation[0], evaluation[1], evaluation[2], evaluation[3]),
        new VectorFreeLbfgs.Past(gram.length / 2, wholeNumbers(reader.row("optimizer.used")), gram),
        ends,
        new SavedSolves(reader.matrix("states"), reader.matrix("adjoints"), residuals[0], residuals[1]));
  }

  /**
   * Reads the run's past.
   *
   * @param ended why its levels ended
   */
  static RunPast past(TensorReader reader, List<StopReason> ended) throws IOException {
    double[][] levels = reader.matrix("levels");
    if (levels.length != ended.size()) {
      throw new DamagedException("levels has " + levels.length + " rows, must have " + ended.size());
    }
    List<LevelReport> reports = new ArrayList<>();
    for (int level = 0; level < levels.length; level++) {
      reports.add(level(require(levels[level], "levels", LEVEL_COLUMNS), ended.get(level)));
    }
    List<TimedIteration> iterations = new ArrayList<>();
    for (double[] row : reader.matrix("iterations")) {
      iterations.add(iteration(require(row, "iterations", ITERATION_COLUMNS)));
    }
    return new RunPast(iterations, reports, row(reader, "seconds", 1)[0]);
  }

  private static double[] numbers(TimedIteration timed) {
    IterationRecord r = timed.record();
    return new double[] {
      r.level(), r.layers(), r.iteration(), r.stateResidual(), r.adjointResidual(), r.objective(), r.loss(),
      r.gradientNorm(), r.stepSize(), r.lineSearchIterations(), r.trainAccuracy(), r.validationAccuracy(),
      r.stateCycles(), r.adjointCycles(), r.supersteps(), timed.seconds()
    };
  }

  private static TimedIteration iteration(double[] n) {
    return new TimedIteration(
        new IterationRecord(
            (int) n[0], (int) n[1], (int) n[2], n[3], n[4], n[5], n[6], n[7], n[8], (int) n[9], n[10], n[11],
            (int) n[12], (int) n[13], (long) n[14]),
        n[15]);
  }

  private static double[] numbers(LevelReport r) {
    return new double[] {
      r.level(), r.layers(), r.iterations(), r.seconds(), r.medianSeconds(), r.sparkJobsPerIteration()
    };
  }

  private static LevelReport level(double[] n, StopReason reason) {
    return new LevelReport((int) n[0], (int) n[1], (int) n[2], reason, n[3], n[4], n[5]);
  }

  private static Tensor matrix(String name, double[][] rows) {
    if (Arrays.stream(rows).allMatch(row -> row.length == rows[0].length)) {
      return Tensor.of(name, rows, rows.length == 0 ? 0 : rows[0].length);
    }
    throw new IllegalArgumentException(name + " has rows of different lengths");
  }

  private static double[] row(TensorReader reader, String name, int length) throws IOException {
    return require(reader.row(name), name, length);
  }

  private static double[] require(double[] row, String name, int length) throws DamagedException {
    if (row.length != length) {
      throw new DamagedException(name + " has rows of " + row.length + ", must have " + length);
    }
    return row;
  }

  private static double[] numbers(int[] whole) {
    return Arrays.stream(whole).asDoubleStream().toArray();
  }

  private static int[] wholeNumbers(double[] numbers) {
    return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
  }
}
