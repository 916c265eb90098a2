package org.layerparallel.spark.experiment;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.layerparallel.spark.report.PastRun;

/** What is read off the course of a run. */
final class Milestones {

  /** Iterations after a refinement in which a drop shows. */
  private static final int SOON = 10;

  private Milestones() {}

  /** Seconds until the validation accuracy was {@code percent} for the first time; empty if it never was. */
  static OptionalDouble secondsTo(PastRun run, double percent) {
    return run.iterations().stream()
        .filter(iteration -> iteration.validationAccuracy() >= percent)
        .mapToDouble(PastRun.Iteration::seconds)
        .findFirst();
  }

  /** Iterations of an only level until then, the one that found it included; empty if it never was. */
  static OptionalDouble passesTo(PastRun run, double percent) {
    return run.iterations().stream()
        .filter(iteration -> iteration.validationAccuracy() >= percent)
        .mapToDouble(iteration -> iteration.iteration() + 1)
        .findFirst();
  }

  /**
   * Median over runs of what one of the above gives, of two middle ones the lower, times {@code scale}, as text; "never"
   * is more than any number.
   */
  static String median(List<FinishedRun> runs, Function<PastRun, OptionalDouble> milestone, double scale) {
    double median =
        runs.stream()
            .mapToDouble(run -> milestone.apply(run.run()).orElse(Double.POSITIVE_INFINITY))
            .sorted()
            .skip((runs.size() - 1) / 2)
            .findFirst()
            .orElseThrow();
    return Double.isFinite(median) ? Text.of("%.0f", scale * median) : "never";
  }

  /** The highest validation accuracy of any iteration, percent. */
  static double bestAccuracy(PastRun run) {
    return run.iterations().stream()
        .mapToDouble(PastRun.Iteration::validationAccuracy)
        .max()
        .orElse(Double.NaN);
  }

  /**
   * How far the validation accuracy fell after a refinement, in points: its last value on the coarser level less its
   * least one in the first iterations of {@code level}; negative where it rose at once.
   *
   * @param level at least 1
   */
  static double drop(PastRun run, int level) {
    List<PastRun.Iteration> before = run.on(level - 1);
    double least =
        run.on(level).stream()
            .limit(SOON)
            .mapToDouble(PastRun.Iteration::validationAccuracy)
            .min()
            .orElse(Double.NaN);
    return before.get(before.size() - 1).validationAccuracy() - least;
  }
}
