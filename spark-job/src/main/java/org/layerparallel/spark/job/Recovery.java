package org.layerparallel.spark.job;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.layerparallel.linalg.Blas;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.checkpoint.Checkpoint;
import org.layerparallel.spark.checkpoint.CheckpointDirectory;
import org.layerparallel.spark.checkpoint.TrainingIdentity;
import org.layerparallel.spark.config.CheckpointSettings;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.SettingsText;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.report.RunLog;
import org.layerparallel.train.Batches;
import org.layerparallel.train.Checkpoints;
import org.layerparallel.train.NestedTraining;
import org.layerparallel.train.TrainingResult;
import org.layerparallel.train.TrainingSettings;

/** The checkpoints of a run: those it leaves, and the one it goes on from. */
final class Recovery {

  /** Settings of execution that sums over examples are rounded by; not given, a checkpoint is older than they are. */
  private static final Map<String, String> ROUNDING =
      new TreeMap<>(Map.of("execution.example-blocks", "1", "execution.columns", "0"));

  private final Optional<Kept> kept;
  private final Optional<Checkpoint> from;
  private Optional<RunCheckpoints> saved = Optional.empty();

  /**
   * What a run leaves its checkpoints by.
   *
   * @param every iterations from one to the next
   */
  private record Kept(CheckpointDirectory directory, TrainingIdentity identity, int every) {}

  private Recovery(Optional<Kept> kept, Optional<Checkpoint> from) {
    this.kept = kept;
    this.from = from;
  }

  /**
   * Finds the checkpoint that a run goes on from.
   *
   * @param training its settings, complete
   * @param lineage where Spark keeps what cuts this run's lineage
   * @param resume whether it goes on; otherwise it begins, and there must be none
   * @throws UserError if it cannot go on, or not begin
   */
  static Recovery prepare(
      JobSettings settings,
      LoadedData data,
      TrainingSettings training,
      Configuration hadoop,
      Optional<Path> lineage,
      boolean resume)
      throws IOException {
    Supplier<TrainingIdentity> identity =
        () -> {
          String digest = TrainingIdentity.digest(List.of(data.training(), data.validation()));
          return new TrainingIdentity(settings.resolved(), digest, Blas.inUse().description());
        };
    return prepare(settings.checkpoint(), identity, hadoop, lineage, resume)
        .requireFit(training, data.training(), data.validation());
  }

  /**
   * The same for a training that is known by {@code identity}; {@link #requireFit} is still to be asked.
   *
   * @param settings where its checkpoints are
   * @param identity asked for only if there are any, since it costs a pass over the examples
   */
  static Recovery prepare(
      CheckpointSettings settings,
      Supplier<TrainingIdentity> identity,
      Configuration hadoop,
      Optional<Path> lineage,
      boolean resume)
      throws IOException {
    if (settings.dir().isEmpty()) {
      if (resume) {
        throw new UserError("--resume: needs the directory of the checkpoints; give --checkpoint-dir");
      }
      return new Recovery(Optional.empty(), Optional.empty());
    }
    CheckpointDirectory directory = CheckpointDirectory.open(settings.dir().get(), hadoop);
    if (!resume) {
      directory.requireEmpty();
    }
    directory.clearAway(lineage);
    Kept kept = new Kept(directory, identity.get(), settings.iterations());
    return new Recovery(Optional.of(kept), resume ? directory.newest(kept.identity()) : Optional.empty());
  }

  /**
   * Checks that what the run goes on from, if anything, holds the network and the examples of the training.
   *
   * @param complete settings of the training
   * @return this
   * @throws UserError if it does not
   */
  Recovery requireFit(TrainingSettings complete, Examples training, Examples validation) {
    Batches batches = Batches.of(training, validation, complete.batching());
    from.ifPresent(
        checkpoint ->
            checkpoint.requireFit(complete, batches.training(0).count(), batches.validation(0).count()));
    return this;
  }

  /** Says where the run goes on, and what else there is to know of that. */
  void announce(PrintStream out, boolean resume) {
    if (kept.isEmpty() || !resume) {
      return;
    }
    if (from.isEmpty()) {
      out.println("No checkpoint in " + kept.get().directory().name() + ": the training begins.");
      return;
    }
    Checkpoint checkpoint = from.get();
    checkpoint.damages().forEach(damage -> out.println("Not used: " + damage));
    out.printf(
        "Resuming from %s, level %d, iteration %d%n",
        checkpoint.name(), checkpoint.state().level(), checkpoint.state().iteration() + 1);
    if (!checkpoint.blas().equals(kept.get().identity().blas())) {
      out.printf(
          "It was computed with another BLAS, %s: the weights will differ in their last bits.%n",
          checkpoint.blas());
    }
    ROUNDING.forEach(
        (key, usual) -> {
          String before = checkpoint.setting(key).orElse(usual);
          String now = SettingsText.value(kept.get().identity().settings(), key).orElse(usual);
          if (!before.equals(now)) {
            out.printf("It was computed with %s = %s: the weights may differ in their last bits.%n", key, before);
          }
        });
  }

  /** Whether the run goes on from a checkpoint. */
  boolean resumes() {
    return from.isPresent();
  }

  /** The log of the run, with what it has done before. */
  RunLog log() {
    return from.map(Checkpoint::past)
        .map(past -> RunLog.after(past.iterations(), past.levels(), past.seconds()))
        .orElseGet(RunLog::new);
  }

  /** Saves the run from here on. */
  Checkpoints checkpoints(RunLog log, BooleanSupplier stop) {
    saved =
        kept.map(by -> new RunCheckpoints(by.directory(), by.every(), by.identity(), log, stop));
    return saved.<Checkpoints>map(checkpoints -> checkpoints).orElse(Checkpoints.NONE);
  }

  /**
   * Trains, from the checkpoint or from {@code start}.
   *
   * @throws UserError if the checkpoint does not fit the training
   */
  TrainingResult train(NestedTraining training, Weights start) {
    if (from.isEmpty()) {
      return training.run(start);
    }
    try {
      return training.resume(from.get());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          from.get().name() + ": does not fit the training (" + UserError.reason(e) + "); delete it", e);
    }
  }

  /** Says how to go on where a run has ended before its time, if it can be gone on with. */
  void sayHowToGoOn(PrintStream out) {
    saved
        .flatMap(RunCheckpoints::newest)
        .or(() -> from.map(Checkpoint::name))
        .ifPresent(name -> out.println("Train again with --resume to go on from " + name + "."));
  }

  /** Lets go of the checkpoints of a run that has ended well. */
  void clear() throws IOException {
    if (kept.isPresent()) {
      kept.get().directory().clear();
    }
  }
}
