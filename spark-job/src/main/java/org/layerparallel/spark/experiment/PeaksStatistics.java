package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.SpreadPlot;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Section;
import org.layerparallel.spark.report.html.Table;

/**
 * How nested and non-nested trainings of the peaks problem are spread over initial weights and hyperparameters: the
 * paper's statistics of 48 runs each. Nested trains 16, 32 and 64 layers, non-nested 64 from the start, for about as
 * many work units.
 */
public final class PeaksStatistics implements Experiment {

  /** Factors. */
  static final String WIDTH = "width";

  static final String METHOD = "method";
  static final String NESTED = "nested";
  static final String NON_NESTED = "non-nested";

  private static final List<String> METHODS = List.of(NESTED, NON_NESTED);

  /** A run of no kind in particular, to name the pairs of hyperparameters by. */
  private static final PlannedRun ANY = new PlannedRun("any", Map.of(), List.of());

  /** Final validation accuracies of the paper, percent: mean, median, max, min, standard deviation. */
  private static final Map<String, Spread> PAPER =
      Map.of(
          "5 " + NESTED, new Spread(86.7, 88.0, 97.0, 66.0, 7.69),
          "5 " + NON_NESTED, new Spread(85.0, 88.5, 95.0, 20.0, 11.7),
          "8 " + NESTED, new Spread(92.3, 94.0, 99.0, 72.5, 5.18),
          "8 " + NON_NESTED, new Spread(90.7, 91.8, 96.5, 57.0, 6.08));

  private final List<Integer> widths;
  private final int seeds;

  /**
   * @param widths of the networks, each at least 1
   * @param seeds initial weights drawn for each pair of hyperparameters, at least 1
   */
  public PeaksStatistics(List<Integer> widths, int seeds) {
    this.widths = List.copyOf(widths);
    this.seeds = seeds;
  }

  @Override
  public String name() {
    return "peaks-statistics";
  }

  @Override
  public void run(Request request, PrintStream out) throws IOException {
    List<FinishedRun> runs = new Laboratory(request, out).atOnce(plan(request));
    Results results = new Results(name(), request, out);
    results.raw(runs);
    results.file(
        "accuracy.png",
        stream ->
            SpreadPlot.write(
                stream, "Final validation accuracy, " + runs.size() + " runs", "validation accuracy [%]", groups(runs)));
    results.report(
        new HtmlReport(
            "Peaks: final validation accuracy over many runs",
            ExperimentSummary.line(),
            List.of(
                new Section(
                    "All runs",
                    "Percent, by exact propagation, over initial magnitudes, Tikhonov parameters and seeds.",
                    List.of(
                        overall(runs),
                        Charts.spread("Final validation accuracy", "validation accuracy, %", groups(runs)))),
                new Section(
                    "By initial weights",
                    "Nested and non-nested runs of the same seed start from the same opening and classification. Means"
                        + " over the pairs of hyperparameters, in percent; wins: pairs whose nested run ends higher.",
                    List.of(bySeed(runs))),
                new Section("By hyperparameters", "", List.of(byHyperparameters(runs))))));
  }

  /** Widths of the networks. */
  List<Integer> widths() {
    return widths;
  }

  /** All runs. */
  List<PlannedRun> plan(Request request) {
    List<PlannedRun> plan = new ArrayList<>();
    for (int width : widths) {
      PlannedRun ofWidth =
          new PlannedRun("w" + width, Map.of(WIDTH, Integer.toString(width)), List.of("network.width=" + width));
      plan.addAll(overHyperparameters(
          ofWidth.with(METHOD, NESTED, "network.layers=16", request.iterations(200, 125, 75))));
      plan.addAll(overHyperparameters(
          ofWidth.with(METHOD, NON_NESTED, "network.layers=64", request.iterations(188))));
    }
    return plan;
  }

  private List<PlannedRun> overHyperparameters(PlannedRun method) {
    return Hyperparameters.pairs(method).stream()
        .flatMap(pair -> Hyperparameters.seeds(pair, seeds).stream())
        .toList();
  }

  private Map<String, List<Double>> groups(List<FinishedRun> runs) {
    Map<String, List<Double>> groups = new LinkedHashMap<>();
    for (FinishedRun run : runs) {
      String group = "width " + run.planned().factor(WIDTH) + ", " + run.planned().factor(METHOD);
      groups.computeIfAbsent(group, name -> new ArrayList<>()).add(run.accuracy());
    }
    return groups;
  }

  private Table overall(List<FinishedRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (int width : widths) {
      for (String method : METHODS) {
        List<FinishedRun> group = select(runs, run -> is(run, width, method));
        rows.add(row(List.of(Integer.toString(width), method, Integer.toString(group.size())), Spread.of(group)));
        Spread paper = PAPER.get(width + " " + method);
        if (paper != null) {
          rows.add(row(List.of(Integer.toString(width), method + ", the paper", "48"), paper));
        }
      }
    }
    return table(List.of("width", "training", "runs"), rows);
  }

  private Table byHyperparameters(List<FinishedRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (int width : widths) {
      for (String method : METHODS) {
        List<FinishedRun> ofMethod = select(runs, run -> is(run, width, method));
        for (PlannedRun pair : Hyperparameters.pairs(ANY)) {
          List<FinishedRun> group = select(ofMethod, run -> Hyperparameters.samePair(run.planned(), pair));
          rows.add(
              row(
                  List.of(
                      Integer.toString(width),
                      method,
                      pair.factor(Hyperparameters.MAGNITUDE),
                      pair.factor(Hyperparameters.TIKHONOV)),
                  Spread.of(group)));
        }
      }
    }
    return table(List.of("width", "training", "initial magnitude", "Tikhonov"), rows);
  }

  private Table bySeed(List<FinishedRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (int width : widths) {
      for (int seed = 1; seed <= seeds; seed++) {
        String own = Integer.toString(seed);
        List<FinishedRun> nested =
            select(runs, run -> is(run, width, NESTED) && run.planned().factor(Hyperparameters.SEED).equals(own));
        List<FinishedRun> nonNested =
            select(runs, run -> is(run, width, NON_NESTED) && run.planned().factor(Hyperparameters.SEED).equals(own));
        // Both are in the order of the hyperparameters.
        long wins =
            IntStream.range(0, nested.size())
                .filter(i -> nested.get(i).accuracy() > nonNested.get(i).accuracy())
                .count();
        double ofNested = Spread.of(nested).mean();
        double ofNonNested = Spread.of(nonNested).mean();
        rows.add(
            List.of(
                Integer.toString(width),
                own,
                Text.of("%.1f", ofNested),
                Text.of("%.1f", ofNonNested),
                Text.of("%+.1f", ofNested - ofNonNested),
                wins + " of " + nested.size()));
      }
    }
    List<String> header = List.of("width", "seed", NESTED, NON_NESTED, "difference", "wins");
    return new Table("", header, rows, Table.columns(1, header.size()));
  }

  private static Table table(List<String> group, List<List<String>> rows) {
    List<String> header = Stream.concat(group.stream(), Spread.HEADER.stream()).toList();
    return new Table("", header, rows, Table.columns(2, header.size()));
  }

  private static List<String> row(List<String> group, Spread spread) {
    return Stream.concat(group.stream(), spread.cells().stream()).toList();
  }

  /** Whether a run is of that width and method. */
  static boolean is(FinishedRun run, int width, String method) {
    return run.planned().factor(WIDTH).equals(Integer.toString(width)) && run.planned().factor(METHOD).equals(method);
  }

  private static List<FinishedRun> select(List<FinishedRun> runs, Predicate<FinishedRun> which) {
    return runs.stream().filter(which).toList();
  }
}
