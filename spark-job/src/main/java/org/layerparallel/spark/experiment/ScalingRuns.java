package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;
import org.layerparallel.spark.config.DataSettings;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.cost.IterationTime;
import org.layerparallel.spark.cost.IterationWork;
import org.layerparallel.spark.cost.StepTimer;
import org.layerparallel.spark.cost.StepTimes;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.plan.Iteration;
import org.layerparallel.spark.plan.Rates;
import org.layerparallel.spark.plan.RatesTimer;
import org.layerparallel.spark.report.RatesFile;
import org.layerparallel.spark.report.RawTable;
import org.layerparallel.spark.report.html.Table;
import org.layerparallel.train.TrainingSettings;

/** Measures iterations in several places, and predicts them by rates that are measured there. */
final class ScalingRuns {

  private static final String PLACE = "place";
  private static final String NETWORK = "network";
  private static final String METHOD = "method";
  private static final String DEPTH = "depth";
  private static final String MULTIGRID = "layer-parallel";
  private static final String COLUMNS = "columns";
  private static final String SERIAL = "exact";
  private static final int ITERATIONS = 15;
  private static final List<Integer> DEPTHS = List.of(64, 128, 256);

  private final Request request;
  private final List<ScalingPlace> places;
  private final Results results;
  private final PrintStream out;
  private final Map<ScalingPlace, Rates> rates = new LinkedHashMap<>();
  private final Map<Network, StepTimes> times = new HashMap<>();

  /**
   * An iteration.
   *
   * @param run that it is the median of
   * @param measured seconds
   * @param predicted seconds
   */
  record Measured(FinishedRun run, double measured, double predicted) {}

  ScalingRuns(Request request, List<ScalingPlace> places, Results results, PrintStream out) {
    this.request = request;
    this.places = places;
    this.results = results;
    this.out = out;
  }

  /** What {@link #measure} has found of a place on Spark. */
  Rates rates(ScalingPlace place) {
    return rates.get(place);
  }

  /** Measures rates and trains. */
  List<Measured> measure() throws IOException {
    Laboratory laboratory = new Laboratory(request, out);
    List<Measured> measured = new ArrayList<>();
    for (ScalingPlace place : places) {
      List<PlannedRun> plan = plan(place);
      if (place.onSpark()) {
        measureRates(place, plan.get(0));
      }
      for (FinishedRun run : laboratory.oneByOne(plan)) {
        double seconds = run.run().levels().get(0).secondsPerIteration();
        measured.add(new Measured(run, seconds, predicted(place, run)));
      }
    }
    return measured;
  }

  private void measureRates(ScalingPlace place, PlannedRun any) {
    out.printf("Measuring the rates of %s%n", place.name());
    try (Execution execution = new Execution(request.settings(any.settings(), List.of()).execution())) {
      Rates found = RatesTimer.measure(execution.intervals());
      rates.put(place, found);
      results.file("rates-" + place.name() + ".json", stream -> RatesFile.write(stream, found));
    }
  }

  private List<PlannedRun> plan(ScalingPlace place) {
    List<PlannedRun> plan = new ArrayList<>();
    PlannedRun any = new PlannedRun("run", Map.of(), place.settings()).with(PLACE, place.name());
    PlannedRun narrow = any.with(NETWORK, "peaks", "network.width=8");
    PlannedRun wide = any.with(NETWORK, "wide", "network.width=32");
    for (int layers : request.quick() ? DEPTHS.subList(0, 1) : DEPTHS) {
      plan.addAll(methods(place, narrow, layers));
    }
    plan.addAll(methods(place, wide, DEPTHS.get(0)));
    return plan;
  }

  private List<PlannedRun> methods(ScalingPlace place, PlannedRun network, int layers) {
    String parallel = Integer.toString(place.parallel());
    List<PlannedRun> methods = new ArrayList<>();
    String[] depth = {"network.layers=" + layers, request.iterations(ITERATIONS)};
    methods.add(
        network
            .with(METHOD, MULTIGRID, "execution.intervals=" + parallel, "optimizer.exact=false")
            .with(DEPTH, Integer.toString(layers), depth));
    if (place.onSpark()) {
      methods.add(
          network
              .with(
                  METHOD,
                  COLUMNS,
                  "execution.intervals=" + parallel,
                  "execution.columns=" + parallel,
                  "optimizer.exact=false")
              .with(DEPTH, Integer.toString(layers), depth));
    }
    // Data-parallel with one block would be something else.
    if (!place.onSpark() || place.parallel() > 1) {
      String blocks = place.onSpark() ? parallel : "1";
      methods.add(
          network
              .with(
                  METHOD,
                  SERIAL,
                  "execution.intervals=1",
                  "execution.example-blocks=" + blocks,
                  "optimizer.exact=true")
              .with(DEPTH, Integer.toString(layers), depth));
    }
    return methods;
  }

  private double predicted(ScalingPlace place, FinishedRun run) {
    JobSettings settings = request.settings(run.planned().settings(), List.of());
    TrainingSettings training = settings.training().on(settings.data().shape().orElseThrow());
    Network network = training.networkAt(0);
    int examples = ((DataSettings.Peaks) settings.data()).training();
    int others = ((DataSettings.Peaks) settings.data()).validation();
    // Layers differ in nothing but their number.
    StepTimes kernels =
        times.computeIfAbsent(
            network.withLayers(1),
            one -> StepTimer.least(one, examples, others));
    boolean layerParallel = !training.exact();
    IterationWork work =
        layerParallel || !place.onSpark()
            ? IterationWork.of(network, training, training.levels().get(0), examples, others)
            : IterationWork.ofWholeNetwork(network, training, examples, others);
    int threads = settings.execution().threadCount();
    if (!place.onSpark()) {
      return new IterationTime(work, kernels, threads).inProcess(settings.execution().intervals());
    }
    return new Iteration(work, kernels, Tiling.forChannels(network.width(), examples, others))
        .on(place.cluster(threads, rates.get(place)), place.layout(settings))
        .seconds();
  }

  /** A row for each run. */
  static RawTable raw(List<Measured> all) {
    List<RawTable.Column> columns = new ArrayList<>();
    List.of(PLACE, NETWORK, METHOD, DEPTH)
        .forEach(name -> columns.add(new RawTable.Column(name, RawTable.Kind.TEXT)));
    columns.add(new RawTable.Column("measured_seconds", RawTable.Kind.NUMBER));
    columns.add(new RawTable.Column("predicted_seconds", RawTable.Kind.NUMBER));
    List<List<Object>> rows = new ArrayList<>();
    for (Measured one : all) {
      List<Object> row = new ArrayList<>(factors(one));
      row.add(one.measured());
      row.add(one.predicted());
      rows.add(row);
    }
    return new RawTable(columns, rows);
  }

  static Table table(List<Measured> all) {
    List<List<String>> rows = new ArrayList<>();
    for (Measured one : all) {
      List<String> row = new ArrayList<>(factors(one));
      row.add(Text.of("%.1f", 1e3 * one.predicted()));
      row.add(Text.of("%.1f", 1e3 * one.measured()));
      row.add(Text.of("%.2f", one.predicted() / one.measured()));
      rows.add(row);
    }
    List<String> header =
        List.of(PLACE, NETWORK, METHOD, DEPTH, "predicted, ms", "measured, ms", "predicted / measured");
    return new Table("", header, rows, Table.columns(3, header.size()));
  }

  Table ratesTable() {
    List<List<String>> rows = new ArrayList<>();
    rates.forEach((place, found) -> rows.add(ScalingModel.row(place.name(), found)));
    return new Table("Measured", ScalingModel.RATES_HEADER, rows, Table.columns(1, ScalingModel.RATES_HEADER.size()));
  }

  private static List<String> factors(Measured one) {
    return List.of(PLACE, NETWORK, METHOD, DEPTH).stream().map(one.run().planned()::factor).toList();
  }
}
