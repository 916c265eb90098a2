package org.layerparallel.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.layerparallel.linalg.Blas;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.checkpoint.TrainingIdentity;
import org.layerparallel.spark.config.CheckpointSettings;
import org.layerparallel.spark.config.DataShape;
import org.layerparallel.spark.config.ProgramSettings;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.report.Listeners;
import org.layerparallel.spark.report.RunLog;
import org.layerparallel.spark.report.TimedIteration;
import org.layerparallel.train.NestedTraining;
import org.layerparallel.train.Problem;
import org.layerparallel.train.TrainingResult;
import org.layerparallel.train.TrainingSettings;
import org.slf4j.LoggerFactory;

/**
 * Trains on examples that a program holds, on the Spark it runs on, and leaves no files but checkpoints. Several may go
 * on at once, on threads of their own.
 */
public final class DataTraining {

  private final JavaSparkContext context;
  private final ProgramSettings settings;
  private final DataShape shape;
  private final Optional<Model> initial;

  /**
   * What a training gave.
   *
   * @param result the trained network
   * @param iterations all iterations in order, with the wall time since the training began
   */
  public record Outcome(TrainingResult result, List<TimedIteration> iterations) {}

  /**
   * @param context the program's Spark, which goes on running
   * @param shape features and classes of the examples
   * @param initial where training starts, in place of the network and the initial weights of {@code settings}
   */
  public DataTraining(
      JavaSparkContext context, ProgramSettings settings, DataShape shape, Optional<Model> initial) {
    this.context = context;
    this.settings = settings;
    this.shape = shape;
    this.initial = initial;
  }

  /**
   * Trains. Where the settings have a directory for checkpoints, each training has one of its own in it, named by
   * settings and data; one that was cut short goes on from there.
   *
   * @throws org.layerparallel.spark.error.UserError if settings, data and initial weights do not fit each other
   */
  public Outcome run(Examples training, Examples validation) {
    try (Execution execution = Execution.within(context, settings.execution())) {
      TrainingSettings complete =
          initial
              .map(model -> settings.training().on(model.network()))
              .orElseGet(() -> Loading.training(settings.training(), shape));
      Weights start =
          initial
              .map(Model::weights)
              .orElseGet(
                  () -> Loading.start(settings.start(), complete.network(), execution));
      execution
          .settle(complete, training.count(), validation.count())
          .ifPresent(choice -> LoggerFactory.getLogger(DataTraining.class).info(choice.text()));
      Problem problem =
          new Problem(
              training,
              validation,
              complete.regularization(),
              execution.intervals(),
              execution.workers(),
              execution.fPointBytes(complete.network().width()),
              execution.exampleBlocks(),
              execution.columns());
      Recovery recovery =
          recovery(training, validation, execution).requireFit(complete, training, validation);
      RunLog log = recovery.log();
      NestedTraining nested =
          new NestedTraining(
              complete,
              problem,
              Listeners.of(log, new TroubleLog()),
              recovery.checkpoints(log, () -> false));
      TrainingResult result = recovery.train(nested, start);
      if (!result.failed()) {
        recovery.clear();
      }
      return new Outcome(result, log.iterations());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TrainingIdentity identity(Examples training, Examples validation) {
    String data = TrainingIdentity.digest(List.of(training, validation));
    String start = initial.map(model -> " from " + TrainingIdentity.digest(model.weights())).orElse("");
    return new TrainingIdentity(settings.resolved(), data + start, Blas.inUse().description());
  }

  private Recovery recovery(Examples training, Examples validation, Execution execution)
      throws IOException {
    CheckpointSettings wanted = settings.checkpoint();
    if (wanted.dir().isEmpty()) {
      return Recovery.prepare(wanted, () -> identity(training, validation), execution.hadoop(), Optional.empty(), false);
    }
    TrainingIdentity identity = identity(training, validation);
    CheckpointSettings own =
        new CheckpointSettings(Optional.of(wanted.dir().get() + "/" + identity.name()), wanted.iterations());
    return Recovery.prepare(own, () -> identity, execution.hadoop(), Optional.empty(), true);
  }
}
