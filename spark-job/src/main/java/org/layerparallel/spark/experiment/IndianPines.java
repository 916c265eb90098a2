package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Part;
import org.layerparallel.spark.report.html.Section;
import org.layerparallel.spark.report.html.Table;

/**
 * The paper's second problem: nested training with two schedules against non-nested training of the finest network for as
 * many work units. Hyperparameters are searched for both in the same way, with the shorter schedule and by exact
 * propagation, which costs a quarter; with the best of each all schedules are then trained layer-parallel.
 */
public final class IndianPines implements Experiment {

  private static final String SCHEDULE = "schedule";
  private static final String METHOD = "method";
  private static final List<String> FACTORS =
      List.of(SCHEDULE, METHOD, Hyperparameters.MAGNITUDE, Hyperparameters.TIKHONOV);

  /**
   * What is compared.
   *
   * @param nested iterations on 32, 64 and 128 layers
   * @param nonNested iterations on 128 layers, about as many work units
   */
  private record Schedule(String id, int[] nested, int nonNested) {}

  private static final List<Schedule> SCHEDULES =
      List.of(
          new Schedule("200-100-50", new int[] {200, 100, 50}, 150),
          new Schedule("200-200-200", new int[] {200, 200, 200}, 350));

  @Override
  public String name() {
    return "indian-pines";
  }

  @Override
  public void run(Request request, PrintStream out) throws IOException {
    List<PlannedRun> methods = methods(request);
    List<FinishedRun> searched =
        new Laboratory(request.to(request.output() + "/search"), out).atOnce(search(methods.subList(0, 2)));
    List<PlannedRun> best = methods.stream().map(method -> best(method, searched)).toList();
    List<FinishedRun> runs = new Laboratory(request, out).oneByOne(best);
    Results results = new Results(name(), request, out);
    results.raw(runs);
    List<Comparison> pairs = Comparison.pairs(runs);
    List<Part> parts = new ArrayList<>(List.of(table(pairs)));
    for (Comparison pair : pairs) {
      String schedule = pair.nested().planned().factor(SCHEDULE);
      parts.add(
          pair.draw(
              results,
              "accuracy-" + schedule + ".png",
              "Indian Pines, schedule " + schedule.replace('-', '/')));
    }
    results.report(
        new HtmlReport(
            "Indian Pines: nested against non-nested",
            ExperimentSummary.line(),
            List.of(
                new Section(
                    "Layer-parallel training",
                    "Accuracies in percent; the final ones by exact propagation. A work unit is the mean time of an iteration"
                        + " of the non-nested run of the same schedule.",
                    parts),
                new Section(
                    "The search for hyperparameters",
                    "Nested and non-nested with each pair and the shorter schedule, by exact propagation; the best pair of each"
                        + " serves for both schedules.",
                    List.of(searchTable(searched))))));
  }

  /** For each schedule the nested training, then the non-nested one. */
  private static List<PlannedRun> methods(Request request) {
    List<PlannedRun> methods = new ArrayList<>();
    for (Schedule schedule : SCHEDULES) {
      PlannedRun own = new PlannedRun(schedule.id(), Map.of(SCHEDULE, schedule.id()), List.of());
      methods.add(own.with(METHOD, "nested", "network.layers=32", request.iterations(schedule.nested())));
      methods.add(own.with(METHOD, "non-nested", "network.layers=128", request.iterations(schedule.nonNested())));
    }
    return methods;
  }

  private static List<PlannedRun> search(List<PlannedRun> methods) {
    List<PlannedRun> plan = new ArrayList<>();
    for (PlannedRun method : methods) {
      Hyperparameters.pairs(method).forEach(run -> plan.add(run.with("propagation", "exact", "optimizer.exact=true")));
    }
    return plan;
  }

  /** A schedule's training with the hyperparameters by which the search of its method ended the highest. */
  private static PlannedRun best(PlannedRun method, List<FinishedRun> searched) {
    PlannedRun winner =
        searched.stream()
            .filter(run -> run.planned().factor(METHOD).equals(method.factor(METHOD)))
            .max(Comparator.comparingDouble(FinishedRun::accuracy))
            .orElseThrow()
            .planned();
    return Hyperparameters.pairs(method).stream()
        .filter(run -> Hyperparameters.samePair(run, winner))
        .findFirst()
        .orElseThrow();
  }

  private static Table table(List<Comparison> pairs) {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison pair : pairs) {
      for (FinishedRun finished : pair.both()) {
        PastRun run = finished.run();
        List<String> row = new ArrayList<>(factors(finished));
        row.add(Text.of("%.1f", run.validationAccuracy()));
        row.add(Text.of("%.1f", run.trainAccuracy()));
        row.add(Text.of("%.1f", Milestones.bestAccuracy(run)));
        row.add(Text.of("%.0f", run.wallSeconds()));
        row.add(Text.of("%.0f", pair.workUnits(run)));
        rows.add(row);
      }
    }
    List<String> header = new ArrayList<>(FACTORS);
    header.addAll(List.of("validation", "training set", "best validation on the way", "s", "work units"));
    return new Table("", header, rows, Table.columns(2, header.size()));
  }

  private static Table searchTable(List<FinishedRun> searched) {
    List<List<String>> rows = new ArrayList<>();
    for (FinishedRun run : searched) {
      List<String> row = new ArrayList<>(factors(run));
      row.add(Text.of("%.1f", run.accuracy()));
      row.add(Text.of("%.1f", run.run().trainAccuracy()));
      rows.add(row);
    }
    List<String> header = new ArrayList<>(FACTORS);
    header.addAll(List.of("validation", "training set"));
    return new Table("", header, rows, Table.columns(2, header.size()));
  }

  private static List<String> factors(FinishedRun run) {
    return FACTORS.stream().map(factor -> run.planned().factor(factor)).toList();
  }
}
