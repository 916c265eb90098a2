package org.layerparallel.spark.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.layerparallel.network.Network;
import org.layerparallel.train.TrainingSettings;

/**
 * Seconds of an iteration of a training, in the mean over those of its levels.
 *
 * @param levels coarsest first
 * @param threads of the driver
 * @param wanted layer intervals wanted; 0 for one a thread or a slot
 */
public record Forecast(List<Level> levels, int threads, int wanted) {

  /**
   * A level.
   *
   * @param time of an iteration
   * @param iterations how many there are
   */
  public record Level(IterationTime time, int iterations) {}

  public Forecast {
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels is empty, must have at least one entry");
    }
    levels = List.copyOf(levels);
  }

  /**
   * A training's forecast.
   *
   * @param training number of training examples
   * @param validation number of validation examples
   * @param times of the kernels, for its network
   */
  public static Forecast of(
      TrainingSettings settings, int training, int validation, StepTimes times, int threads, int wanted) {
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < settings.levels().size(); i++) {
      Network network = settings.networkAt(i);
      IterationWork work = IterationWork.of(network, settings, settings.levels().get(i), training, validation);
      levels.add(new Level(new IterationTime(work, times, threads), settings.levels().get(i).iterations()));
    }
    return new Forecast(levels, threads, wanted);
  }

  /** In process. */
  public double inProcess() {
    return mean(level -> level.time().inProcess(intervals(threads)));
  }

  /** On Spark. */
  public double onSpark(int slots, JobTimes jobs) {
    return mean(level -> level.time().onSpark(intervals(slots), slots, jobs));
  }

  /** Spark jobs an iteration. */
  public double jobs(int slots) {
    return mean(level -> level.time().jobs(intervals(slots)));
  }

  /** Bytes an average job passes through the driver on the finest level, both ways together. */
  public double bytesOfJob(int slots) {
    IterationTime finest = levels.get(levels.size() - 1).time();
    return finest.work().bytes() / finest.jobs(intervals(slots));
  }

  /**
   * Layer intervals wanted.
   *
   * @param parallel threads or slots
   */
  public int intervals(int parallel) {
    return wanted > 0 ? wanted : parallel;
  }

  private double mean(ToDoubleFunction<Level> value) {
    double sum = 0;
    long iterations = 0;
    for (Level level : levels) {
      sum += level.iterations() * value.applyAsDouble(level);
      iterations += level.iterations();
    }
    return sum / iterations;
  }
}
