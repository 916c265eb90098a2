package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.RunsPlot;
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
    List<Part> parts = new ArrayList<>(List.of(table(runs)));
    for (int pair = 0; pair < runs.size(); pair += 2) {
      parts.add(draw(results, runs.get(pair), runs.get(pair + 1)));
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

  /** The picture of a pair, as a file and as a chart of the report. */
  private static Part draw(Results results, FinishedRun nested, FinishedRun nonNested) {
    String width = nested.planned().factor(PeaksStatistics.WIDTH);
    String title = "Peaks, width " + width + ": best of the runs of each kind";
    double unit = nonNested.run().meanSecondsOnFinest();
    List<RunsPlot.Curve> curves =
        List.of(
            new RunsPlot.Curve("nested", nested.run(), false),
            new RunsPlot.Curve("non-nested", nonNested.run(), true));
    results.file(
        "accuracy-width-" + width + ".png",
        stream -> RunsPlot.write(stream, title, curves, unit, "a non-nested iteration"));
    return Charts.accuracyOverWork(title, curves, unit);
  }

  private static Table table(List<FinishedRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      FinishedRun run = runs.get(i);
      // The non-nested run of the same width follows the nested one.
      double unit = runs.get(i | 1).run().meanSecondsOnFinest();
      rows.add(
          List.of(
              run.planned().factor(PeaksStatistics.WIDTH),
              run.planned().factor(PeaksStatistics.METHOD),
              run.planned().id(),
              text("%.1f", run.accuracy()),
              text("%.1f", run.run().wallSeconds()),
              text("%.1f", 1000 * unit),
              text("%.0f", run.run().wallSeconds() / unit),
              workUnitsTo(MILESTONE, run.run(), unit)));
    }
    List<String> header =
        List.of(
            "width", "training", "run", "validation accuracy, %", "s", "work unit, ms", "work units",
            "work units to 90 %");
    return new Table("", header, rows, Table.columns(3, header.size()));
  }

  private static String workUnitsTo(double accuracy, PastRun run, double unit) {
    OptionalDouble seconds = Milestones.secondsTo(run, accuracy);
    return seconds.isPresent() ? text("%.0f", seconds.getAsDouble() / unit) : "never";
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
