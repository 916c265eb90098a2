package org.layerparallel.spark.report;

import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.layerparallel.spark.error.UserError;

/** Earlier runs side by side, as tables in Markdown. What was not measured is left empty. */
public final class ComparisonTable {

  private static final double MEGABYTE = 1e6;

  private ComparisonTable() {}

  /**
   * The tables of the runs in some output directories: their times, and their traffic if one ran on Spark.
   *
   * @param directories at least one; the run in the first is what the others are compared with
   * @throws UserError if one holds no run, or one on other levels than the first
   */
  public static String of(Configuration hadoop, List<String> directories) {
    List<RunFigures> runs =
        directories.stream().map(directory -> RunFigures.read(hadoop, directory)).toList();
    requireSameLevels(runs);
    boolean onSpark = runs.stream().anyMatch(ComparisonTable::onSpark);
    return times(runs) + (onSpark ? "\n" + traffic(runs) : "");
  }

  /** Wall times, memory and accuracy; an iteration is the median one of its level. */
  static String times(List<RunFigures> runs) {
    RunFigures first = runs.get(0);
    StringBuilder text = new StringBuilder("| run |");
    StringBuilder rule = new StringBuilder("|---|");
    for (RunFigures.Level level : first.levels()) {
      text.append(" s/iteration, ").append(level.layers()).append(" layers |");
      rule.append("--:|");
    }
    text.append(" s/run | speed-up | peak memory, MB | validation accuracy, % |\n")
        .append(rule)
        .append("--:|--:|--:|--:|\n");
    for (RunFigures run : runs) {
      text.append("| ").append(run.name()).append(" |");
      run.levels().forEach(level -> text.append(cell("%.4f", level.iteration().seconds())));
      text.append(cell("%.1f", run.wallSeconds()))
          .append(cell("%.2f", first.wallSeconds() / run.wallSeconds()))
          .append(cell("%.0f", run.peakMemoryBytes() / MEGABYTE))
          .append(cell("%.2f", run.validationAccuracy()))
          .append('\n');
    }
    return text.toString();
  }

  /**
   * What runs on Spark moved in the median iteration of each level, also in blocks: the states of all examples at one
   * point of the layers, width x examples.
   */
  static String traffic(List<RunFigures> runs) {
    StringBuilder text =
        new StringBuilder(
            "| run | layers | jobs/iteration | MB collected/iteration | MB broadcast/iteration"
                + " | width | block, MB | blocks collected | blocks broadcast |\n"
                + "|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for (RunFigures run : runs.stream().filter(ComparisonTable::onSpark).toList()) {
      double block = (double) run.width() * run.examples() * Double.BYTES;
      for (RunFigures.Level level : run.levels()) {
        RunFigures.Iteration iteration = level.iteration();
        text.append("| ").append(run.name()).append(" | ").append(level.layers()).append(" |")
            .append(cell("%.0f", iteration.jobs()))
            .append(cell("%.2f", iteration.resultBytes() / MEGABYTE))
            .append(cell("%.2f", iteration.broadcastBytes() / MEGABYTE))
            .append(' ').append(run.width()).append(" |")
            .append(cell("%.2f", block / MEGABYTE))
            .append(cell("%.1f", iteration.resultBytes() / block))
            .append(cell("%.1f", iteration.broadcastBytes() / block))
            .append('\n');
      }
    }
    return text.toString();
  }

  private static String cell(String format, double value) {
    return Double.isNaN(value) ? " |" : " " + String.format(Locale.ROOT, format, value) + " |";
  }

  private static boolean onSpark(RunFigures run) {
    return run.levels().stream().anyMatch(level -> !Double.isNaN(level.iteration().jobs()));
  }

  private static void requireSameLevels(List<RunFigures> runs) {
    List<Integer> expected = layers(runs.get(0));
    for (RunFigures run : runs) {
      if (!layers(run).equals(expected)) {
        throw new UserError(
            run.name() + ": trained " + layers(run) + " layers, must be " + expected + " as "
                + runs.get(0).name() + " to be compared with it");
      }
    }
  }

  private static List<Integer> layers(RunFigures run) {
    return run.levels().stream().map(RunFigures.Level::layers).toList();
  }
}
