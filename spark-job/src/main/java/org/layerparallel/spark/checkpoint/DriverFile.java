package org.layerparallel.spark.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.layerparallel.optim.VectorFreeLbfgs;
import org.layerparallel.sweep.WeightBlock;
import org.layerparallel.train.Evaluation;
import org.layerparallel.train.SavedSolves;
import org.layerparallel.train.TrainingState;

/** What the driver holds of a training, as a file of matrices; whole numbers are exact in it, as all numbers are. */
final class DriverFile {

  /** Its name in a checkpoint. */
  static final String NAME = "driver.safetensors";

  private static final String ENDS = "ends.";

  private DriverFile() {}

  static void write(OutputStream out, TrainingState state, RunPast past) throws IOException {
    Evaluation evaluation = state.evaluation();
    VectorFreeLbfgs.Past optimizer = state.optimizer();
    List<SavedSolves> solves = state.solves();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(
        Tensor.of(
            "evaluation",
            evaluation.objective(),
            evaluation.loss(),
            evaluation.trainAccuracy(),
            evaluation.validationAccuracy()));
    tensors.add(Tensor.of("residuals", rows(solves, DriverFile::references)));
    tensors.add(Tensor.of("states", rows(solves, SavedSolves::states)));
    tensors.add(Tensor.of("adjoints", rows(solves, SavedSolves::adjoints)));
    tensors.add(Tensor.of("optimizer.used", numbers(optimizer.used())));
    tensors.add(Tensor.of("optimizer.gram", optimizer.gram()));
    tensors.add(Tensor.of(ENDS + "offsets", numbers(state.ends().offsets())));
    tensors.addAll(Blocks.tensors(ENDS, state.ends()));
    tensors.addAll(PastTensors.of(past));
    TensorWriter.write(out, tensors);
  }

  /**
   * Reads the state. What it holds is checked as far as it can be without the network.
   *
   * @param manifest of the same checkpoint
   * @throws DamagedException if it is not what {@link #write} writes
   */
  static TrainingState state(TensorReader reader, Manifest manifest) throws IOException {
    WeightBlock ends = Blocks.block(ENDS, reader, reader.wholeNumbers(ENDS + "offsets"));
    return new TrainingState(
        manifest.level(),
        manifest.iteration(),
        manifest.ended(),
        evaluation(reader.row("evaluation", 4)),
        optimizer(reader, ends.pairs()),
        ends,
        solves(reader));
  }

  private static double[][] references(SavedSolves solves) {
    return new double[][] {{solves.stateReference(), solves.adjointReference()}};
  }

  /** Matrices of all batches, one below the other. */
  private static double[][] rows(List<SavedSolves> solves, Function<SavedSolves, double[][]> matrix) {
    return solves.stream().map(matrix).flatMap(Arrays::stream).toArray(double[][]::new);
  }

  private static List<SavedSolves> solves(TensorReader reader) throws IOException {
    double[][] residuals = reader.matrix("residuals", 2);
    double[][] states = reader.finiteMatrix("states");
    double[][] adjoints = reader.finiteMatrix("adjoints");
    int batches = residuals.length;
    if (batches == 0 || states.length % batches != 0 || adjoints.length != states.length) {
      throw new DamagedException(
          "has " + states.length + " states and " + adjoints.length + " adjoints of " + batches + " batches");
    }
    int points = states.length / batches;
    List<SavedSolves> solves = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      int from = batch * points;
      solves.add(
          new SavedSolves(
              Arrays.copyOfRange(states, from, from + points),
              Arrays.copyOfRange(adjoints, from, from + points),
              residuals[batch][0],
              residuals[batch][1]));
    }
    return solves;
  }

  /** A training goes on from a finite objective only. */
  private static Evaluation evaluation(double[] n) throws DamagedException {
    if (!Double.isFinite(n[0]) || !Double.isFinite(n[1])) {
      throw new DamagedException("evaluation has an objective of " + n[0] + " and a loss of " + n[1]);
    }
    return new Evaluation(n[0], n[1], n[2], n[3]);
  }

  private static VectorFreeLbfgs.Past optimizer(TensorReader reader, int pairs) throws IOException {
    VectorFreeLbfgs.Past past;
    try {
      past =
          new VectorFreeLbfgs.Past(
              pairs, reader.wholeNumbers("optimizer.used"), reader.matrix("optimizer.gram"));
    } catch (IllegalArgumentException e) {
      throw new DamagedException("optimizer: " + e.getMessage());
    }
    double square = past.gram()[2 * pairs][2 * pairs];
    if (!(square >= 0 && Double.isFinite(square))) {
      throw new DamagedException("optimizer.gram has a squared gradient of " + square);
    }
    return past;
  }

  private static double[] numbers(int[] whole) {
    return Arrays.stream(whole).asDoubleStream().toArray();
  }
}
