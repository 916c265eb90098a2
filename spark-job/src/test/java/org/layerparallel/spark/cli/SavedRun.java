package org.layerparallel.spark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.Intervals;
import org.layerparallel.linalg.Blas;
import org.layerparallel.linalg.Workers;
import org.layerparallel.spark.checkpoint.CheckpointDirectory;
import org.layerparallel.spark.checkpoint.RunPast;
import org.layerparallel.spark.checkpoint.TrainingIdentity;
import org.layerparallel.spark.config.DataSettings;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.SettingsReader;
import org.layerparallel.spark.data.Peaks;
import org.layerparallel.spark.report.RunLog;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.train.Checkpoints;
import org.layerparallel.train.NestedTraining;
import org.layerparallel.train.Problem;
import org.layerparallel.train.TrainingSettings;
import org.layerparallel.train.TrainingState;

/** Leaves the checkpoint that a run has after some iterations; a run that ends well would delete it. */
final class SavedRun implements Checkpoints {

  private final CheckpointDirectory directory;
  private final TrainingIdentity identity;
  private final RunLog log;
  private final int after;
  private int iterations;

  private SavedRun(CheckpointDirectory directory, TrainingIdentity identity, RunLog log, int after) {
    this.directory = directory;
    this.identity = identity;
    this.log = log;
    this.after = after;
  }

  /**
   * Trains the peaks problem in two layer intervals.
   *
   * @param arguments of the command that will go on, of which the settings count
   * @param after iterations before the checkpoint, over all levels
   */
  static void leave(Path checkpoints, int after, String... arguments) {
    List<String> all = List.of(arguments);
    List<String> given =
        Stream.iterate(0, i -> i + 1)
            .limit(all.size() - 1)
            .filter(i -> all.get(i).equals("--set"))
            .map(i -> all.get(i + 1))
            .toList();
    JobSettings settings = new SettingsReader(new Configuration()).read(Optional.empty(), given);
    DataSettings.Peaks peaks = (DataSettings.Peaks) settings.data();
    Peaks.Draw draw = Peaks.draw(peaks.training(), peaks.validation(), peaks.seed());
    TrainingIdentity identity =
        new TrainingIdentity(
            settings.resolved(),
            TrainingIdentity.digest(List.of(draw.training(), draw.validation())),
            Blas.inUse().description());
    TrainingSettings training = settings.training().on(peaks.shape().orElseThrow());
    RunLog log = new RunLog();
    SavedRun saved =
        new SavedRun(CheckpointDirectory.open(checkpoints.toString(), new Configuration()), identity, log, after);
    try (Workers workers = new Workers(1)) {
      Problem problem =
          new Problem(
              draw.training(), draw.validation(), training.regularization(), new InProcess(2, 1), workers, 0, 1, 0);
      new NestedTraining(training, problem, log, saved).run(settings.start().random().draw(training.network()));
    }
  }

  @Override
  public boolean due(int iteration, boolean levelEnds) {
    return iterations++ == after;
  }

  @Override
  public void save(TrainingState state, Intervals<LayerInterval> intervals) {
    try {
      directory.write(state, identity, new RunPast(log.iterations(), log.levels(), log.seconds()), intervals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean stopWanted() {
    return false;
  }
}
