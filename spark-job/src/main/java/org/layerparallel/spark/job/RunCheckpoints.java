package org.layerparallel.spark.job;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.layerparallel.interval.Intervals;
import org.layerparallel.spark.checkpoint.CheckpointDirectory;
import org.layerparallel.spark.checkpoint.RunPast;
import org.layerparallel.spark.checkpoint.TrainingIdentity;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.report.RunLog;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.train.Checkpoints;
import org.layerparallel.train.TrainingState;
import org.slf4j.LoggerFactory;

/**
 * Saves a run every so many iterations, at the end of each level, and when it is to stop. A checkpoint that cannot be
 * written is no reason to lose the run: it is told, and the next one is tried.
 */
final class RunCheckpoints implements Checkpoints {

  private final CheckpointDirectory directory;
  private final int every;
  private final TrainingIdentity identity;
  private final RunLog log;
  private final BooleanSupplier stop;
  private Optional<String> newest = Optional.empty();

  /**
   * @param every iterations from one checkpoint to the next
   * @param log of the run, whose past is saved too
   * @param stop whether the run is to stop
   */
  RunCheckpoints(
      CheckpointDirectory directory,
      int every,
      TrainingIdentity identity,
      RunLog log,
      BooleanSupplier stop) {
    this.directory = directory;
    this.every = every;
    this.identity = identity;
    this.log = log;
    this.stop = stop;
  }

  /** The checkpoint that was written last, as the user would name it. */
  Optional<String> newest() {
    return newest;
  }

  @Override
  public boolean due(int iteration, boolean levelEnds) {
    return levelEnds || (iteration + 1) % every == 0;
  }

  @Override
  public void save(TrainingState state, Intervals<LayerInterval> intervals) {
    RunPast past = new RunPast(log.iterations(), log.levels(), log.seconds());
    try {
      newest = Optional.of(InputFiles.name(directory.write(state, identity, past, intervals)));
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(RunCheckpoints.class)
          .warn(
              "No checkpoint could be written in {} ({}): the training goes on; make room there, or it cannot be"
                  + " resumed from here.",
              directory.name(),
              UserError.reason(e));
    }
  }

  @Override
  public boolean stopWanted() {
    return stop.getAsBoolean();
  }
}
