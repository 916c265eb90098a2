package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.RunsPlot;

/**
 * Validation accuracy over work units of the best nested and the best non-nested run of each width among those of {@link
 * PeaksStatistics}. These are trained once more, one after the other and with all threads, as their times as tasks beside
 * others mean nothing.
 */
public final class PeaksWorkUnits implements Experiment {

  private final PeaksStatistics statistics;
  private final String statisticsOutput;

  /**
   * @param statistics the runs to choose from
   * @param statisticsOutput their output directory; what is missing there is trained
   */
  public PeaksWorkUnits(PeaksStatistics statistics, String statisticsOutput) {
    this.statistics = statistics;
    this.statisticsOutput = statisticsOutput;
  }

  @Override
  public String name() {
    return "peaks-work-units";
  }

  /** Spark's jobs take several times as long as the work of such small layers, and are the same for any number of them. */
  @Override
  public List<String> defaults() {
    return List.of("execution.kind=in-process");
  }

  @Override
  public void run(Request request, PrintStream out) throws IOException {
    List<FinishedRun> candidates =
        new Laboratory(request.to(statisticsOutput), out).atOnce(statistics.plan(request));
    List<PlannedRun> best = new ArrayList<>();
    for (int width : statistics.widths()) {
      for (String method : List.of(PeaksStatistics.NESTED, PeaksStatistics.NON_NESTED)) {
        best.add(
            candidates.stream()
                .filter(run -> PeaksStatistics.is(run, width, method))
                .max(Comparator.comparingDouble(FinishedRun::accuracy))
                .orElseThrow()
                .planned());
      }
    }
    Laboratory laboratory = new Laboratory(request, out);
    if (!laboratory.hasTrained(best)) {
      laboratory.warmUp(best.get(0));
    }
    List<FinishedRun> runs = laboratory.oneByOne(best);
    Results results = new Results(name(), request, out);
    results.raw(runs);
    for (int pair = 0; pair < runs.size(); pair += 2) {
      draw(results, runs.get(pair), runs.get(pair + 1));
    }
    results.text(text(runs));
  }

  private static void draw(Results results, FinishedRun nested, FinishedRun nonNested) {
    String width = nested.planned().factor(PeaksStatistics.WIDTH);
    List<RunsPlot.Curve> curves =
        List.of(
            new RunsPlot.Curve("nested", nested.run(), false),
            new RunsPlot.Curve("non-nested", nonNested.run(), true));
    results.file(
        "accuracy-width-" + width + ".png",
        stream ->
            RunsPlot.write(
                stream,
                "Peaks, width " + width + ": best of the runs of each kind",
                curves,
                nonNested.run().meanSecondsOnFinest(),
                "a non-nested iteration"));
  }

  private static String text(List<FinishedRun> runs) {
    StringBuilder text = new StringBuilder("# Peaks: accuracy over work units\n\n");
    text.append(ExperimentSummary.line())
        .append(" A work unit is the mean time of an iteration of the non-nested run of the same width.\n\n")
        .append("| width | training | run | validation accuracy, % | s | work unit, ms | work units | work units to 90 % |\n")
        .append("|--:|---|---|--:|--:|--:|--:|--:|\n");
    for (int i = 0; i < runs.size(); i++) {
      FinishedRun run = runs.get(i);
      double unit = runs.get(i | 1).run().meanSecondsOnFinest();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | `%s` | %.1f | %.1f | %.1f | %.0f | %s |%n",
              run.planned().factor(PeaksStatistics.WIDTH),
              run.planned().factor(PeaksStatistics.METHOD),
              run.planned().id(),
              run.accuracy(),
              run.run().wallSeconds(),
              1000 * unit,
              run.run().wallSeconds() / unit,
              Milestones.secondsTo(run.run(), 90)
                  .stream()
                  .mapToObj(seconds -> String.format(Locale.ROOT, "%.0f", seconds / unit))
                  .findFirst()
                  .orElse("never")));
    }
    return text.toString();
  }
}
