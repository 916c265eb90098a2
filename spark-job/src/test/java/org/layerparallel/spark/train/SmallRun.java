package org.layerparallel.spark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Workers;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.spark.data.Peaks;
import org.layerparallel.train.Checkpoints;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.NestedTraining;
import org.layerparallel.train.Problem;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingListener;
import org.layerparallel.train.TrainingResult;
import org.layerparallel.train.TrainingSettings;

/**
 * A training run of seconds: 250 training and 50 validation points, weights large enough that every layer counts.
 *
 * @param settings what was trained
 * @param result what came out
 * @param records what each iteration found
 */
record SmallRun(TrainingSettings settings, TrainingResult result, List<IterationRecord> records) {

  private static final List<String> BASE =
      List.of(
          "network.layers=16",
          "network.width=5",
          "nested.iterations=[3,2,2]",
          "nested.first-solves.iterations=1",
          "nested.first-solves.cycles=3",
          "initial-weights.opening-scale=1",
          "initial-weights.residual-scale=0.5",
          "initial-weights.classification-scale=0.5",
          "objective.tikhonov=1e-3",
          "objective.classification=1e-3",
          "multigrid.max-levels=10",
          "optimizer.solve-after-step=true");

  /** Settings as on the command line, over those of all small runs. */
  static JobSettings settings(List<String> overrides) {
    List<String> all = new ArrayList<>(BASE);
    all.addAll(overrides);
    return new SettingsReader(new Configuration(false)).read(Optional.empty(), all);
  }

  /** Trains with {@code overrides}; {@code listener} is told of each iteration. */
  static SmallRun of(List<String> overrides, IntervalsFactory execution, TrainingListener listener) {
    JobSettings settings = settings(overrides);
    TrainingSettings training = settings.training().on(settings.data().shape().orElseThrow());
    Peaks.Draw draw = Peaks.draw(250, 50, 7);
    List<IterationRecord> records = new ArrayList<>();
    try (Workers workers = new Workers(2)) {
      Problem problem =
          new Problem(
              draw.training(),
              draw.validation(),
              training.regularization(),
              execution,
              workers,
              settings.execution().fPointBytes(training.network().width()),
              settings.execution().exampleBlocks(),
              settings.execution().columns());
      TrainingResult result =
          new NestedTraining(
                  training,
                  problem,
                  new TrainingListener() {
                    @Override
                    public void iteration(IterationRecord record) {
                      records.add(record);
                      listener.iteration(record);
                    }

                    @Override
                    public void levelEnded(int level, StopReason reason) {
                      listener.levelEnded(level, reason);
                    }
                  },
                  Checkpoints.NONE)
              .run(settings.start().random().draw(training.network()));
      return new SmallRun(training, result, List.copyOf(records));
    }
  }

  static SmallRun of(List<String> overrides, IntervalsFactory execution) {
    return of(
        overrides,
        execution,
        new TrainingListener() {
          @Override
          public void iteration(IterationRecord record) {}

          @Override
          public void levelEnded(int level, StopReason reason) {}
        });
  }
}
