package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.RunsPlot;

/**
 * The paper's second problem: nested training with two schedules against non-nested training of the finest network for as
 * many work units. Hyperparameters are searched for each in the same way, by exact propagation, which costs a quarter;
 * the best of each is then trained layer-parallel.
 */
public final class IndianPines implements Experiment {

  private static final String SCHEDULE = "schedule";
  private static final String METHOD = "method";
  private static final String MAGNITUDE = "magnitude";
  private static final String TIKHONOV = "tikhonov";
  private static final List<String> MAGNITUDES = List.of("0", "1e-6");
  private static final List<String> GAMMAS = List.of("1e-5", "1e-7");

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
    List<FinishedRun> searched = new Laboratory(request.to(request.output() + "/search"), out).atOnce(search(methods));
    List<PlannedRun> best = methods.stream().map(method -> best(method, searched)).toList();
    List<FinishedRun> runs = new Laboratory(request, out).oneByOne(best);
    Results results = new Results(name(), request, out);
    results.raw(runs);
    for (int i = 0; i < SCHEDULES.size(); i++) {
      draw(results, SCHEDULES.get(i), runs.get(2 * i), runs.get(2 * i + 1));
    }
    results.text(text(runs, searched));
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
      hyperparameters(method).forEach(run -> plan.add(run.with("propagation", "exact", "optimizer.exact=true")));
    }
    return plan;
  }

  private static List<PlannedRun> hyperparameters(PlannedRun method) {
    List<PlannedRun> plan = new ArrayList<>();
    for (String magnitude : MAGNITUDES) {
      for (String gamma : GAMMAS) {
        plan.add(
            method
                .with(MAGNITUDE, magnitude, "initial-weights.residual-scale=" + magnitude)
                .with(TIKHONOV, gamma, "objective.tikhonov=" + gamma));
      }
    }
    return plan;
  }

  /** A method with the hyperparameters by which its search ended with the highest validation accuracy. */
  private static PlannedRun best(PlannedRun method, List<FinishedRun> searched) {
    return hyperparameters(method).stream()
        .max(Comparator.comparingDouble(run -> searched(run, searched).accuracy()))
        .orElseThrow();
  }

  private static FinishedRun searched(PlannedRun run, List<FinishedRun> searched) {
    return searched.stream()
        .filter(exact -> exact.planned().factors().entrySet().containsAll(run.factors().entrySet()))
        .findFirst()
        .orElseThrow();
  }

  private static void draw(Results results, Schedule schedule, FinishedRun nested, FinishedRun nonNested) {
    List<RunsPlot.Curve> curves =
        List.of(
            new RunsPlot.Curve("nested", nested.run(), false),
            new RunsPlot.Curve("non-nested", nonNested.run(), true));
    results.file(
        "accuracy-" + schedule.id() + ".png",
        stream ->
            RunsPlot.write(
                stream,
                "Indian Pines, schedule " + schedule.id().replace('-', '/'),
                curves,
                nonNested.run().meanSecondsOnFinest(),
                "a non-nested iteration"));
  }

  private static String text(List<FinishedRun> runs, List<FinishedRun> searched) {
    StringBuilder text = new StringBuilder("# Indian Pines: nested against non-nested\n\n");
    text.append(ExperimentSummary.line())
        .append(" Layer-parallel; accuracies in percent, by exact propagation; a work unit is the mean time of an"
            + " iteration of the non-nested run of the same schedule.\n\n")
        .append("| schedule | training | magnitude | Tikhonov | validation | training set | s | work units"
            + " | best validation on the way |\n|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
    for (int i = 0; i < runs.size(); i++) {
      FinishedRun run = runs.get(i);
      double unit = runs.get(i | 1).run().meanSecondsOnFinest();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %.1f | %.1f | %.0f | %.0f | %.1f |%n",
              run.planned().factor(SCHEDULE).replace('-', '/'),
              run.planned().factor(METHOD),
              run.planned().factor(MAGNITUDE),
              run.planned().factor(TIKHONOV),
              run.accuracy(),
              run.run().trainAccuracy(),
              run.run().wallSeconds(),
              run.run().wallSeconds() / unit,
              Milestones.bestAccuracy(run.run())));
    }
    text.append("\nThe search, by exact propagation:\n\n"
        + "| schedule | training | magnitude | Tikhonov | validation | training set |\n|---|---|--:|--:|--:|--:|\n");
    for (FinishedRun run : searched) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %.1f | %.1f |%n",
              run.planned().factor(SCHEDULE).replace('-', '/'),
              run.planned().factor(METHOD),
              run.planned().factor(MAGNITUDE),
              run.planned().factor(TIKHONOV),
              run.accuracy(),
              run.run().trainAccuracy()));
    }
    return text.toString();
  }
}
