package org.layerparallel.spark.job;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.layerparallel.network.Network;
import org.layerparallel.spark.config.ExecutionSettings;
import org.layerparallel.spark.cost.Choice;
import org.layerparallel.spark.cost.Chooser;
import org.layerparallel.spark.cost.Forecast;
import org.layerparallel.spark.cost.HeapNeed;
import org.layerparallel.spark.cost.JobTimer;
import org.layerparallel.spark.cost.StepTimer;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.interval.OnSpark;
import org.layerparallel.spark.session.SparkMaster;
import org.layerparallel.train.TrainingSettings;

/**
 * Finds where a training is best computed: measures its kernels here and, where it could pay, the jobs of the Spark
 * there is.
 *
 * @param settings of the execution
 * @param threads of this process
 * @param master Spark's, whether it runs or not
 * @param spark starts it if it is not running
 */
record Placement(
    ExecutionSettings settings, int threads, SparkMaster master, Supplier<JavaSparkContext> spark) {

  /**
   * The choice for a training.
   *
   * @param training number of training examples
   * @param validation number of validation examples
   * @throws UserError if Spark does not start, or not with these settings
   */
  Choice of(TrainingSettings trained, int training, int validation) {
    Network finest = trained.networkAt(trained.levels().size() - 1);
    Forecast forecast =
        Forecast.of(
            trained,
            training,
            validation,
            StepTimer.measure(finest, training, validation),
            threads,
            settings.intervals());
    Chooser chooser =
        new Chooser(
            forecast,
            HeapNeed.inProcess(trained, training, validation, settings.fPointBytes(finest.width())),
            Runtime.getRuntime().maxMemory());
    return chooser.choose(
        new Chooser.Candidate(master.isLocal(), mostSlots(), () -> measured(spark.get(), forecast)));
  }

  private Chooser.Measured measured(JavaSparkContext context, Forecast forecast) {
    // Spark waits for its executors before the first job, and only then can tell how many there are.
    context.parallelize(List.of(0), 1).count();
    int slots = Math.max(1, Math.min(context.defaultParallelism(), mostSlots()));
    int intervals = forecast.intervals(slots);
    try {
      OnSpark probe =
          new OnSpark(
              context,
              intervals,
              settings.superstepsBetweenCheckpoints(context.isLocal()),
              null,
              settings.shareMemory());
      return new Chooser.Measured(
          slots, JobTimer.measure(probe, intervals, forecast.bytesOfJob(slots)));
    } catch (IllegalArgumentException e) {
      throw new UserError(UserError.reason(e), e);
    }
  }

  private int mostSlots() {
    return master.mostSlots(Runtime.getRuntime().availableProcessors());
  }
}
