package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.SpreadPlot;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Section;
import org.layerparallel.spark.report.html.Table;

/**
 * What the paper names as open about nested iteration, on the peaks problem of width 8: how weights are interpolated,
 * by which factor layers are refined, whether L-BFGS keeps its memory, and how accurate the solves after a refinement
 * are. One choice at a time differs from the paper's, over many initial weights.
 */
public final class Initialization implements Experiment {

  private static final String VARIANT = "variant";
  private static final String BASE = "paper";

  private final int seeds;

  /**
   * @param seeds initial weights drawn for each variant, at least 1
   */
  public Initialization(int seeds) {
    this.seeds = seeds;
  }

  /**
   * A choice.
   *
   * @param layers of the coarsest network
   * @param iterations level by level: about as many work units for all variants
   */
  private record Variant(String id, String what, int layers, int[] iterations, List<String> settings) {

    Variant(String id, String what, String... settings) {
      this(id, what, List.of(settings));
    }

    Variant(String id, String what, List<String> settings) {
      this(id, what, 16, new int[] {200, 125, 75}, settings);
    }
  }

  private static final List<String> TWO_CYCLES = List.of("nested.first-solves.iterations=0");
  private static final List<String> ADAPTIVE =
      List.of("nested.first-solves.kind=adaptive", "nested.first-solves.cycles=40");
  private static final String WARM = "nested.states=interpolated";

  private static final List<Variant> VARIANTS =
      List.of(
          new Variant(BASE, "constant interpolation, factor 2, memory dropped, 10 cycles in 3 iterations"),
          new Variant("linear", "linear interpolation", "nested.interpolation=linear"),
          new Variant("cubic", "cubic interpolation", "nested.interpolation=cubic"),
          new Variant("zero", "new layers start at zero, T grows with the layers to 5", zero("smoothed-relu", ADAPTIVE)),
          new Variant("zero-tanh", "the same with tanh, adaptive", zero("tanh", ADAPTIVE)),
          new Variant("zero-tanh-two-cycles", "the same with tanh, d = 2 throughout", zero("tanh", TWO_CYCLES)),
          new Variant(
              "factor-3",
              "factor 3: 7, 21, 63 layers",
              7,
              new int[] {200, 200, 99},
              List.of("nested.refinement-factor=3")),
          new Variant(
              "factor-4",
              "factor 4: 4, 16, 64 layers",
              4,
              new int[] {200, 200, 125},
              List.of("nested.refinement-factor=4")),
          new Variant(
              "factor-4-once",
              "factor 4, two levels: 16, 64 layers",
              16,
              new int[] {250, 125},
              List.of("nested.refinement-factor=4")),
          new Variant("carry", "L-BFGS memory carried over", "nested.memory=carry"),
          new Variant("two-cycles", "d = 2 throughout", TWO_CYCLES),
          new Variant("adaptive", "after a refinement, cycles until the residual has dropped by 1e-4", ADAPTIVE),
          new Variant("two-cycles-warm", "d = 2 throughout, states interpolated", with(TWO_CYCLES, WARM)),
          new Variant("adaptive-warm", "adaptive, states interpolated", with(ADAPTIVE, WARM)));

  /** A network that grows to T = 5 in two refinements. */
  private static List<String> zero(String activation, List<String> solves) {
    return with(
        solves,
        "nested.interpolation=zero",
        "network.final-time=1.25",
        "network.activation.kind=" + activation);
  }

  private static List<String> with(List<String> settings, String... more) {
    return Stream.concat(settings.stream(), Stream.of(more)).toList();
  }

  @Override
  public String name() {
    return "initialization";
  }

  @Override
  public void run(Request request, PrintStream out) throws IOException {
    List<FinishedRun> runs = new Laboratory(request, out).atOnce(plan(request));
    Results results = new Results(name(), request, out);
    results.raw(runs);
    results.file(
        "accuracy.png",
        stream -> SpreadPlot.write(stream, "Final validation accuracy", "validation accuracy [%]", accuracies(runs)));
    results.file(
        "drops.png",
        stream ->
            SpreadPlot.write(
                stream, "Drop of the validation accuracy after a refinement", "drop [points]", drops(runs)));
    results.report(
        new HtmlReport(
            "What nested iteration starts a deep network from",
            ExperimentSummary.line(),
            List.of(
                new Section(
                    "One choice at a time",
                    "Final validation accuracy in percent, by exact propagation. Drop: validation accuracy at the end of a"
                        + " level less the least in the first ten iterations of the next, in points, over all refinements."
                        + " At once: less that of the next level's first iteration alone. Search failed: levels that"
                        + " ended so.",
                    List.of(
                        table(runs),
                        Charts.spread("Final validation accuracy", "validation accuracy, %", accuracies(runs)),
                        Charts.spread("Drop after a refinement", "drop, points", drops(runs)))))));
  }

  private List<PlannedRun> plan(Request request) {
    List<PlannedRun> plan = new ArrayList<>();
    for (Variant variant : VARIANTS) {
      List<String> settings = new ArrayList<>(variant.settings());
      settings.add("network.width=8");
      settings.add("network.layers=" + variant.layers());
      settings.add(request.iterations(variant.iterations()));
      PlannedRun ofVariant = new PlannedRun(variant.id(), Map.of(VARIANT, variant.id()), settings);
      plan.addAll(Hyperparameters.seeds(ofVariant, seeds));
    }
    return plan;
  }

  private static List<FinishedRun> of(Variant variant, List<FinishedRun> runs) {
    return runs.stream().filter(run -> run.planned().factor(VARIANT).equals(variant.id())).toList();
  }

  private static Map<String, List<Double>> accuracies(List<FinishedRun> runs) {
    Map<String, List<Double>> groups = new LinkedHashMap<>();
    for (Variant variant : VARIANTS) {
      groups.put(variant.id(), of(variant, runs).stream().map(FinishedRun::accuracy).toList());
    }
    return groups;
  }

  private static Map<String, List<Double>> drops(List<FinishedRun> runs) {
    Map<String, List<Double>> groups = new LinkedHashMap<>();
    for (Variant variant : VARIANTS) {
      groups.put(variant.id(), drops(variant, runs));
    }
    return groups;
  }

  private static List<Double> drops(Variant variant, List<FinishedRun> runs) {
    List<Double> drops = new ArrayList<>();
    for (FinishedRun run : of(variant, runs)) {
      for (int level = 1; level < run.run().levels().size(); level++) {
        drops.add(Milestones.drop(run.run(), level));
      }
    }
    return drops;
  }

  private static Table table(List<FinishedRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (Variant variant : VARIANTS) {
      List<FinishedRun> own = of(variant, runs);
      List<Double> drops = drops(variant, runs);
      long failed =
          own.stream()
              .flatMap(run -> run.run().levels().stream())
              .filter(level -> level.stopReason().equals("search-failed"))
              .count();
      List<String> row = new ArrayList<>(List.of(variant.id(), variant.what(), Integer.toString(own.size())));
      row.addAll(Spread.of(own).cells());
      row.add(Text.of("%.1f", mean(drops)));
      row.add(Text.of("%.1f", drops.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN)));
      row.add(Text.of("%.1f", mean(dropsAtOnce(own))));
      row.add(Long.toString(failed));
      rows.add(row);
    }
    List<String> header = new ArrayList<>(List.of("variant", "differs by", "runs"));
    header.addAll(Spread.HEADER);
    header.addAll(List.of("mean drop", "worst drop", "mean drop at once", "search failed"));
    return new Table("", header, rows, Table.columns(2, header.size()));
  }

  private static List<Double> dropsAtOnce(List<FinishedRun> runs) {
    List<Double> drops = new ArrayList<>();
    for (FinishedRun run : runs) {
      for (int level = 1; level < run.run().levels().size(); level++) {
        List<PastRun.Iteration> before = run.run().on(level - 1);
        drops.add(
            before.get(before.size() - 1).validationAccuracy()
                - run.run().on(level).get(0).validationAccuracy());
      }
    }
    return drops;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
