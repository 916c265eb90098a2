package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Part;
import org.layerparallel.spark.report.html.Section;
import org.layerparallel.spark.report.html.Table;

/**
 * Validation accuracy over work units of the best nested and the best non-nested run of each width among those of {@link
 * PeaksStatistics}. These are trained once more, one after the other and with all threads, as their times as tasks beside
 * others mean nothing.
 */
public final class PeaksWorkUnits implements Experiment {

  /** Percent. */
  private static final double MILESTONE = 90;

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
    List<Comparison> pairs = Comparison.pairs(runs);
    List<Part> parts = new ArrayList<>(List.of(table(pairs)));
    for (Comparison pair : pairs) {
      String width = pair.nested().planned().factor(PeaksStatistics.WIDTH);
      parts.add(
          pair.draw(
              results,
              "accuracy-width-" + width + ".png",
              "Peaks, width " + width + ": best of the runs of each kind"));
    }
    results.report(
        new HtmlReport(
            "Peaks: accuracy over work units",
            ExperimentSummary.line(),
            List.of(
                new Section(
                    "Best nested and best non-nested run of each width",
                    "A work unit is the mean time of an iteration of the non-nested run of the same width. Accuracies are"
                        + " those of the validation points; the final ones by exact propagation.",
                    parts))));
  }

  private static Table table(List<Comparison> pairs) {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison pair : pairs) {
      for (FinishedRun run : pair.both()) {
        rows.add(
            List.of(
                run.planned().factor(PeaksStatistics.WIDTH),
                run.planned().factor(PeaksStatistics.METHOD),
                run.planned().id(),
                Text.of("%.1f", run.accuracy()),
                Text.of("%.1f", run.run().wallSeconds()),
                Text.of("%.1f", 1000 * pair.unitSeconds()),
                Text.of("%.0f", pair.workUnits(run.run())),
                pair.workUnitsTo(MILESTONE, run.run())));
      }
    }
    List<String> header =
        List.of(
            "width", "training", "run", "validation accuracy, %", "s", "work unit, ms", "work units",
            "work units to 90 %");
    return new Table("", header, rows, Table.columns(3, header.size()));
  }
}
