package org.layerparallel.spark.report;

import java.util.OptionalDouble;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.TrainingSettings;

/**
 * How much of a training run is done and how long the rest will take. The cost of an iteration is taken as proportional
 * to the number of layers; seconds per layer come from the run so far, those of the present level as soon as it has
 * enough iterations to tell.
 */
final class TimeLeft {

  private static final int ENOUGH = 3;

  private final long[] layers;
  private final long[] iterations;
  private final long total;
  private int level = -1;
  private int levelIterations;
  private double levelStart;
  private double latest;
  private long done;

  TimeLeft(TrainingSettings training) {
    int levels = training.levels().size();
    layers = new long[levels];
    iterations = new long[levels];
    long sum = 0;
    for (int i = 0; i < levels; i++) {
      layers[i] = training.networkAt(i).layers();
      iterations[i] = training.levels().get(i).iterations();
      sum += layers[i] * iterations[i];
    }
    total = sum;
  }

  /** Takes note of an iteration recorded {@code seconds} after the training began. */
  void iteration(IterationRecord record, double seconds) {
    if (record.level() != level) {
      level = record.level();
      levelStart = seconds;
    }
    levelIterations = record.iteration();
    latest = seconds;
    done = before(level) + layers[level] * (record.iteration() + 1L);
  }

  /** Takes note that a level ended, whether or not all its iterations were done. */
  void levelEnded(int ended) {
    done = before(ended + 1);
  }

  /** Layer iterations of the whole run. */
  long total() {
    return total;
  }

  /** Layer iterations that are done, or were not needed. */
  long done() {
    return done;
  }

  /** Seconds until the end if all remaining iterations are done; none before the first iteration. */
  OptionalDouble seconds() {
    if (done == 0) {
      return OptionalDouble.empty();
    }
    // The first iterations of a level, with more cycles, are dear; the mean over the run evens that out at first.
    double perUnit =
        levelIterations >= ENOUGH
            ? (latest - levelStart) / (levelIterations * (double) layers[level])
            : latest / done;
    return OptionalDouble.of(Math.max(0, perUnit * (total - done)));
  }

  private long before(int end) {
    long sum = 0;
    for (int i = 0; i < end; i++) {
      sum += layers[i] * iterations[i];
    }
    return sum;
  }
}
