package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.plan.Rates;
import org.layerparallel.spark.report.ExperimentSummary;
import org.layerparallel.spark.report.RatesFile;
import org.layerparallel.spark.report.html.HtmlReport;
import org.layerparallel.spark.report.html.Section;

/**
 * Strong and weak scaling of an iteration over layers and executors: measured on the Sparks that can be had here,
 * beside what a discrete-event model predicts by rates measured there; then, by the model alone, up to 4096 layers and
 * 1024 executors.
 */
public final class Scaling implements Experiment {

  private static final double TEN_GIGABITS = 0.8e-9;

  private final Optional<String> cluster;
  private final int executors;
  private final Optional<String> modelled;

  /**
   * @param cluster master of a cluster to measure on, too
   * @param executors it has, of one core each, at least 1
   * @param modelled file with the rates that the model goes by; those measured on a local master without it
   */
  public Scaling(Optional<String> cluster, int executors, Optional<String> modelled) {
    this.cluster = cluster;
    this.executors = executors;
    this.modelled = modelled;
  }

  @Override
  public String name() {
    return "scaling";
  }

  /** An iteration has one trial then. */
  @Override
  public List<String> defaults() {
    return List.of(
        "optimizer.step.kind=fixed",
        "optimizer.step.initial=1e-3",
        "nested.first-solves.iterations=0",
        "progress.kind=none");
  }

  @Override
  public void run(Request request, PrintStream out) throws IOException {
    Results results = new Results(name(), request, out);
    Optional<Rates> given = modelled.map(file -> RatesFile.read(HadoopSettings.read(), file));
    List<ScalingPlace> here = ScalingPlace.ofThisMachine(request.quick());
    List<ScalingPlace> places = new ArrayList<>(here);
    cluster.ifPresent(master -> places.add(ScalingPlace.cluster(master, executors)));
    ScalingRuns runs = new ScalingRuns(request, places, results, out);
    List<ScalingRuns.Measured> measured = runs.measure();
    results.raw(measured.stream().map(ScalingRuns.Measured::run).toList());
    results.file("validation.csv", ScalingRuns.raw(measured)::writeCsv);
    Rates measuredHere = runs.rates(here.get(here.size() - 1));
    ScalingModel model =
        new ScalingModel(request, given.orElseGet(() -> measuredHere.withBytesOf(TEN_GIGABITS)));
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "Predicted and measured",
            "Milliseconds of the median iteration of one trial, two cycles, a coarsening factor of 4. Strong: rows of"
                + " the same layers; weak: twice the layers on twice the slots. Slots share the cores of this machine.",
            List.of(ScalingRuns.table(measured))));
    sections.add(
        new Section("Rates", ScalingModel.EXPLANATION_OF_RATES, List.of(runs.ratesTable(), model.ratesTable())));
    sections.addAll(model.sections(results));
    results.report(new HtmlReport("Scaling over layers and executors", ExperimentSummary.line(), sections));
  }
}
