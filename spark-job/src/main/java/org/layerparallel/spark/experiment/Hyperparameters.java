package org.layerparallel.spark.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the paper searches over: initial magnitudes of the residual layers' weights, Tikhonov parameters, and seeds. */
final class Hyperparameters {

  /** Factors. */
  static final String MAGNITUDE = "magnitude";

  static final String TIKHONOV = "tikhonov";
  static final String SEED = "seed";

  private static final List<String> MAGNITUDES = List.of("0", "1e-6");
  private static final List<String> GAMMAS = List.of("1e-5", "1e-7");

  private Hyperparameters() {}

  /** A run with each pair of magnitude and Tikhonov parameter. */
  static List<PlannedRun> pairs(PlannedRun run) {
    List<PlannedRun> pairs = new ArrayList<>();
    for (String magnitude : MAGNITUDES) {
      for (String gamma : GAMMAS) {
        pairs.add(
            run.with(MAGNITUDE, magnitude, "initial-weights.residual-scale=" + magnitude)
                .with(TIKHONOV, gamma, "objective.tikhonov=" + gamma));
      }
    }
    return pairs;
  }

  /** Whether two runs have the same pair. */
  static boolean samePair(PlannedRun one, PlannedRun other) {
    return one.factor(MAGNITUDE).equals(other.factor(MAGNITUDE))
        && one.factor(TIKHONOV).equals(other.factor(TIKHONOV));
  }

  /** A run with initial weights of the seeds 1 to {@code count}. */
  static List<PlannedRun> seeds(PlannedRun run, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .map(seed -> run.with(SEED, seed, "initial-weights.seed=" + seed))
        .toList();
  }
}
