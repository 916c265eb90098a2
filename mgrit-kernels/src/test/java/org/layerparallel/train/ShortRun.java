package org.layerparallel.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.layerparallel.Sample;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Workers;
import org.layerparallel.objective.Regularization;

/**
 * A training run with all that was told of it.
 *
 * @param result its outcome
 * @param records of all iterations
 * @param ended levels as they ended
 */
record ShortRun(TrainingResult result, List<IterationRecord> records, List<Integer> ended) {

  static ShortRun of(Sample sample, TrainingSettings settings) {
    return of(sample, settings, InProcess.sequential(), 1);
  }

  static ShortRun of(Sample sample, TrainingSettings settings, InProcess execution, int threads) {
    return of(sample, settings, execution, threads, 0);
  }

  static ShortRun of(
      Sample sample,
      TrainingSettings settings,
      InProcess execution,
      int threads,
      long fPointBytes) {
    return of(sample, settings, execution, threads, fPointBytes, Checkpoints.NONE);
  }

  static ShortRun of(
      Sample sample,
      TrainingSettings settings,
      InProcess execution,
      int threads,
      long fPointBytes,
      Checkpoints checkpoints) {
    return of(sample, settings, execution, threads, fPointBytes, 1, 0, checkpoints);
  }

  static ShortRun of(
      Sample sample,
      TrainingSettings settings,
      IntervalsFactory execution,
      int threads,
      long fPointBytes,
      int exampleBlocks,
      int columns,
      Checkpoints checkpoints) {
    return of(
        sample,
        settings,
        execution,
        threads,
        fPointBytes,
        exampleBlocks,
        columns,
        checkpoints,
        t -> t.run(sample.weights()));
  }

  /** The rest of a run that was saved. */
  static ShortRun resumed(
      SavedTraining saved,
      Sample sample,
      TrainingSettings settings,
      InProcess execution,
      int threads,
      long fPointBytes) {
    return resumed(saved, sample, settings, execution, threads, fPointBytes, 1, 0);
  }

  /** The same in so many example blocks and columns. */
  static ShortRun resumed(
      SavedTraining saved,
      Sample sample,
      TrainingSettings settings,
      InProcess execution,
      int threads,
      long fPointBytes,
      int exampleBlocks,
      int columns) {
    return of(
        sample,
        settings,
        execution,
        threads,
        fPointBytes,
        exampleBlocks,
        columns,
        Checkpoints.NONE,
        t -> t.resume(saved));
  }

  private static ShortRun of(
      Sample sample,
      TrainingSettings settings,
      IntervalsFactory execution,
      int threads,
      long fPointBytes,
      int exampleBlocks,
      int columns,
      Checkpoints checkpoints,
      Function<NestedTraining, TrainingResult> run) {
    List<IterationRecord> records = new ArrayList<>();
    List<Integer> ended = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void iteration(IterationRecord record) {
            records.add(record);
          }

          @Override
          public void levelEnded(int level, StopReason reason) {
            ended.add(level);
          }
        };
    Regularization gamma = settings.regularization();
    try (Workers workers = new Workers(threads)) {
      Problem problem = sample.problem(gamma, execution, workers, fPointBytes, exampleBlocks, columns);
      TrainingResult result =
          run.apply(new NestedTraining(settings, problem, listener, checkpoints));
      return new ShortRun(result, records, ended);
    }
  }

  /** The records without the number of supersteps, which is the execution's own. */
  List<IterationRecord> recordsAsToNumbers() {
    return records.stream().map(Records::withoutCost).toList();
  }
}
