package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.RunsPlot;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Section;
import org.layerparallel.spark.report.html.Table;

/**
 * L-BFGS beside momentum and Adam, of all examples and of batches, on the peaks problem, width 8, 32 layers from the
 * start: stochastic one-shot training, which the paper leaves untested. Many runs find the best step of each method,
 * batch size and number of cycles; these are trained again, alone, for their time.
 */
public final class Stochastic implements Experiment {

  private static final String METHOD = "method";
  private static final String BATCH = "batch";
  private static final String CYCLES = "cycles";
  private static final String STEP = "step";
  private static final String SEED = "seed";
  private static final String LBFGS = "lbfgs";
  private static final String ALL = "all";
  private static final List<String> BATCHES = List.of("50", "250");

  /** Cycles of a solve: what suffices from states of an iteration ago, and twice that for states of an epoch ago. */
  private static final String FEW = "2";

  private static final String MORE = "4";

  /** Iterations with all examples, and epochs of batches. */
  private static final int ITERATIONS = 120;

  private static final int EPOCHS = 30;

  /** Percent. */
  private static final List<Double> MILESTONES = List.of(90.0, 95.0);

  private final int seeds;

  /**
   * A rule with the steps that are tried.
   *
   * @param ofAll steps with all examples
   * @param ofBatches steps with batches
   */
  private record Rule(String name, List<String> ofAll, List<String> ofBatches) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("sgd", List.of("0.1", "0.3"), List.of("0.03", "0.1")),
          new Rule("adam", List.of("0.01", "0.03"), List.of("0.003", "0.01")));

  /**
   * @param seeds initial weights, and draws of batches, for each choice; at least 1
   */
  public Stochastic(int seeds) {
    this.seeds = seeds;
  }

  @Override
  public String name() {
    return "stochastic";
  }

  /** As the work units of the peaks problem are measured. */
  @Override
  public List<String> defaults() {
    return List.of("execution.kind=in-process");
  }

  @Override
  public void run(Request request, PrintStream out) throws IOException {
    Request search = request.to(request.output() + "/search");
    List<FinishedRun> searched = new Laboratory(search, out).atOnce(plan(request));
    new Results(name(), search, out).raw(searched);
    Map<String, List<FinishedRun>> cells = groups(searched, METHOD, BATCH, CYCLES, STEP);
    List<PlannedRun> best = new ArrayList<>();
    for (List<FinishedRun> sameSolves : groups(searched, METHOD, BATCH, CYCLES).values()) {
      groups(sameSolves, STEP).values().stream()
          .max(Comparator.comparingDouble(cell -> Spread.of(cell).mean()))
          .orElseThrow()
          .forEach(run -> best.add(run.planned()));
    }
    Laboratory laboratory = new Laboratory(request, out);
    if (!laboratory.hasTrained(best)) {
      laboratory.warmUp(best.get(0));
    }
    List<FinishedRun> alone = laboratory.oneByOne(best);
    Results results = new Results(name(), request, out);
    results.raw(alone);
    report(results, cells, alone);
  }

  private void report(Results results, Map<String, List<FinishedRun>> cells, List<FinishedRun> alone) {
    // Seconds of one iteration of L-BFGS, whose line search is in it.
    double unit =
        alone.stream()
            .filter(is(METHOD, LBFGS))
            .mapToDouble(run -> run.run().meanSecondsOnFinest())
            .average()
            .orElseThrow();
    List<RunsPlot.Curve> curves = curves(alone);
    String title = "Peaks, 32 layers, width 8: first seed, best step of each";
    results.file(
        "accuracy.png", stream -> RunsPlot.write(stream, title, curves, unit, "an iteration of L-BFGS"));
    results.report(
        new HtmlReport(
            "Peaks: L-BFGS, momentum and Adam, with all examples and with batches",
            ExperimentSummary.line(),
            List.of(
                new Section(
                    "All steps that were tried",
                    "Final validation accuracy in percent, by exact propagation, over the seeds.",
                    List.of(spreads(cells))),
                new Section(
                    "The best step of each, alone",
                    "A work unit is the mean time of an iteration of L-BFGS. Work units and passes (iterations or epochs)"
                        + " until the validation accuracy is there: median over the seeds, by the figures of the history."
                        + " Accuracy: mean over the seeds of the final one.",
                    List.of(times(alone, unit), Charts.accuracyOverWork(title, curves, unit))))));
  }

  private List<PlannedRun> plan(Request request) {
    PlannedRun any =
        new PlannedRun("peaks", Map.of(), List.of("network.width=8", "network.layers=32"));
    List<PlannedRun> plan = new ArrayList<>();
    String iterations = request.iterations(ITERATIONS);
    plan.addAll(seeds(cycles(any.with(METHOD, LBFGS).with(BATCH, ALL, iterations), FEW).with(STEP, "search")));
    for (Rule rule : RULES) {
      PlannedRun ofRule =
          any.with(METHOD, rule.name(), "optimizer.direction=" + rule.name(), "optimizer.step.kind=fixed");
      plan.addAll(steps(cycles(ofRule.with(BATCH, ALL, iterations), FEW), rule.ofAll()));
      for (String size : BATCHES) {
        PlannedRun ofBatches =
            ofRule.with(BATCH, size, "optimizer.batch-size=" + size, request.iterations(EPOCHS));
        for (String cycles : List.of(FEW, MORE)) {
          plan.addAll(steps(cycles(ofBatches, cycles), rule.ofBatches()));
        }
      }
    }
    return plan;
  }

  private static PlannedRun cycles(PlannedRun run, String cycles) {
    return run.with(
        CYCLES, cycles, "multigrid.state.cycles=" + cycles, "multigrid.adjoint.cycles=" + cycles);
  }

  private List<PlannedRun> steps(PlannedRun run, List<String> steps) {
    return steps.stream()
        .flatMap(step -> seeds(run.with(STEP, step, "optimizer.step.initial=" + step)).stream())
        .toList();
  }

  private List<PlannedRun> seeds(PlannedRun run) {
    return IntStream.rangeClosed(1, seeds)
        .mapToObj(Integer::toString)
        .map(seed -> run.with(SEED, seed, "initial-weights.seed=" + seed, "optimizer.batch-seed=" + seed))
        .toList();
  }

  /** Runs that share the values of these factors, in the order of the runs. */
  private static Map<String, List<FinishedRun>> groups(List<FinishedRun> runs, String... factors) {
    Map<String, List<FinishedRun>> groups = new LinkedHashMap<>();
    for (FinishedRun run : runs) {
      String key = String.join(" ", cells(run, factors));
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(run);
    }
    return groups;
  }

  private static List<String> cells(FinishedRun run, String... factors) {
    return Stream.of(factors).map(run.planned()::factor).toList();
  }

  private static Predicate<FinishedRun> is(String factor, String value) {
    return run -> run.planned().factor(factor).equals(value);
  }

  /** Of the first seed L-BFGS, and of each rule the run with all examples and the best one with batches. */
  private static List<RunsPlot.Curve> curves(List<FinishedRun> alone) {
    List<FinishedRun> chosen = new ArrayList<>();
    for (List<FinishedRun> method : groups(alone, METHOD).values()) {
      method.stream().filter(is(BATCH, ALL)).findFirst().ifPresent(chosen::add);
      groups(method.stream().filter(is(BATCH, ALL).negate()).toList(), BATCH, CYCLES).values().stream()
          .max(Comparator.comparingDouble(group -> Spread.of(group).mean()))
          .ifPresent(group -> chosen.add(group.get(0)));
    }
    return chosen.stream()
        .map(run -> new RunsPlot.Curve(String.join(" ", cells(run, METHOD, BATCH, CYCLES, STEP)), run.run(), false))
        .toList();
  }

  private static Table spreads(Map<String, List<FinishedRun>> cells) {
    List<List<String>> rows = new ArrayList<>();
    for (List<FinishedRun> cell : cells.values()) {
      List<String> row = new ArrayList<>(cells(cell.get(0), METHOD, BATCH, CYCLES, STEP));
      row.add(Integer.toString(cell.size()));
      row.addAll(Spread.of(cell).cells());
      rows.add(row);
    }
    List<String> header = new ArrayList<>(List.of(METHOD, BATCH, CYCLES, STEP, "runs"));
    header.addAll(Spread.HEADER);
    return new Table("", header, rows, Table.columns(1, header.size()));
  }

  private static Table times(List<FinishedRun> alone, double unit) {
    List<List<String>> rows = new ArrayList<>();
    for (List<FinishedRun> group : groups(alone, METHOD, BATCH, CYCLES).values()) {
      List<String> row = new ArrayList<>(cells(group.get(0), METHOD, BATCH, CYCLES, STEP));
      row.add(Text.of("%.1f", Spread.of(group).mean()));
      row.add(
          Text.of(
              "%.1f",
              group.stream().mapToDouble(run -> run.run().meanSecondsOnFinest() / unit).average().orElseThrow()));
      row.add(
          Text.of("%.0f", group.stream().mapToDouble(run -> run.run().wallSeconds() / unit).average().orElseThrow()));
      for (double percent : MILESTONES) {
        row.add(Milestones.median(group, run -> Milestones.secondsTo(run, percent), 1 / unit));
        row.add(Milestones.median(group, run -> Milestones.passesTo(run, percent), 1));
      }
      rows.add(row);
    }
    List<String> header =
        new ArrayList<>(
            List.of(METHOD, BATCH, CYCLES, STEP, "accuracy, %", "work units a pass", "work units in all"));
    for (double percent : MILESTONES) {
      header.add(Text.of("work units to %.0f %%", percent));
      header.add(Text.of("passes to %.0f %%", percent));
    }
    return new Table("", header, rows, Table.columns(1, header.size()));
  }
}
