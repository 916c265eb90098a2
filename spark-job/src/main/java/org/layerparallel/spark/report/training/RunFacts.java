package org.layerparallel.spark.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.layerparallel.linalg.Blas;
import org.layerparallel.network.Network;
import org.layerparallel.spark.report.ClassReport;
import org.layerparallel.spark.report.Confusion;
import org.layerparallel.spark.report.RunSummary;
import org.layerparallel.spark.report.html.KeyFigures;
import org.layerparallel.spark.report.html.KeyFigures.Figure;
import org.layerparallel.train.TrainingResult;

/** The figures of a run that matter most, and where they were made. */
final class RunFacts {

  private final RunSummary summary;
  private final List<Figure> figures = new ArrayList<>();

  RunFacts(RunSummary summary) {
    this.summary = summary;
  }

  KeyFigures figures() {
    figures.clear();
    outcome();
    network();
    cost();
    machine();
    return new KeyFigures(figures);
  }

  private void outcome() {
    TrainingResult result = summary.result();
    ClassReport classes = summary.classes();
    if (!Double.isNaN(result.validationAccuracy())) {
      add("Validation accuracy", "%.2f %%", 100 * result.validationAccuracy());
    }
    add("Training accuracy", "%.2f %%", 100 * result.trainAccuracy());
    add(
        "Mean over the classes",
        "%.2f %%",
        100 * classes.validation().orElse(classes.training()).meanClassAccuracy());
    if (classes.others().isPresent()) {
      Confusion others = classes.others().get();
      add("Accuracy on pixels not trained with", "%.2f %% of %d", 100 * others.accuracy(), others.examples());
    }
    add("Objective", "%.6g", result.objective());
    add("Loss", "%.6g", result.loss());
  }

  private void network() {
    Network network = summary.result().network();
    add("Network", "%d layers of width %d", network.layers(), network.width());
    add("Final time, step size", "T = %.4g, h = %.4g", network.layers() * network.h(), network.h());
    add("Weights", "%d", network.weightCount());
    add("Data", "%d features, %d classes", network.features(), network.classes());
    add("Examples", "%d to train, %d to validate", summary.trainingExamples(), summary.validationExamples());
  }

  private void cost() {
    double unit = summary.workUnit().seconds();
    add("Time", "%.1f s", summary.cost().wallSeconds());
    add("Work units", "%.1f of %.4g s", summary.cost().wallSeconds() / unit, unit);
    double mebibytes = summary.cost().peakMemory().bytes() / (double) (1 << 20);
    String of = summary.cost().peakMemory().of().name().toLowerCase(Locale.ROOT);
    add("Most memory", "%.0f MiB (%s)", mebibytes, of);
    summary.cost().traffic().ifPresent(traffic -> add("Spark jobs", "%d", traffic.total().jobs()));
  }

  private void machine() {
    RunSummary.ExecutionReport execution = summary.execution();
    boolean inProcess = execution.master().isEmpty();
    add(
        "Execution",
        "%s, %d intervals x %d example blocks, coarse grids %s, %d threads",
        inProcess ? "in process" : "Spark " + execution.sparkVersion() + " " + execution.master(),
        execution.intervals(),
        execution.exampleBlocks(),
        execution.columns() == 0 ? "on the driver" : "in " + execution.columns() + " columns",
        execution.threads());
    add("Java", "%s, %s", System.getProperty("java.version"), System.getProperty("java.vm.name"));
    add(
        "Machine",
        "%s %s, %s, %d cores",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
    add("BLAS", "%s", Blas.inUse().description());
  }

  private void add(String label, String format, Object... values) {
    figures.add(new Figure(label, String.format(Locale.ROOT, format, values)));
  }
}
