package org.layerparallel.spark.job;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.layerparallel.linalg.Blas;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.OutputSettings;
import org.layerparallel.spark.cost.Choice;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.io.InputFiles;
import org.layerparallel.spark.report.ClassReport;
import org.layerparallel.spark.report.Confusion;
import org.layerparallel.spark.report.LevelReport;
import org.layerparallel.spark.report.Listeners;
import org.layerparallel.spark.report.OutputDirectory;
import org.layerparallel.spark.report.PeakMemory;
import org.layerparallel.spark.report.Progress;
import org.layerparallel.spark.report.RunCost;
import org.layerparallel.spark.report.RunLog;
import org.layerparallel.spark.report.RunSummary;
import org.layerparallel.spark.report.RunTraffic;
import org.layerparallel.spark.report.SummaryFile;
import org.layerparallel.spark.report.WorkUnit;
import org.layerparallel.spark.report.training.TrainingReport;
import org.layerparallel.train.Batches;
import org.layerparallel.train.Checkpoints;
import org.layerparallel.train.LevelSettings;
import org.layerparallel.train.NestedTraining;
import org.layerparallel.train.Problem;
import org.layerparallel.train.TrainingListener;
import org.layerparallel.train.TrainingResult;
import org.layerparallel.train.TrainingSettings;
import org.layerparallel.train.TrainingStopped;

/** The main job: trains, and writes all that a training run leaves. */
public final class TrainingJob {

  private final JobSettings settings;
  private final boolean resume;
  private final PrintStream out;

  private TrainingJob(JobSettings settings, boolean resume, PrintStream out) {
    this.settings = settings;
    this.resume = resume;
    this.out = out;
  }

  /**
   * A training that leaves no checkpoints, whatever its settings say: one of many.
   *
   * @param out where the summary goes
   */
  public TrainingJob(JobSettings settings, PrintStream out) {
    this(settings.withoutCheckpoints(), false, out);
  }

  /**
   * A training that leaves checkpoints, if its settings say so.
   *
   * @param resume whether it goes on from the newest of them, if there is one
   * @param out where the summary goes
   */
  public static TrainingJob resumable(JobSettings settings, boolean resume, PrintStream out) {
    return new TrainingJob(settings, resume, out);
  }

  /**
   * Trains and writes the output directory.
   *
   * @throws IOException if the output cannot be written
   * @throws TrainingStopped if the process is to end: the training is saved then
   */
  public TrainingResult run() throws IOException {
    if (settings.checkpoint().dir().isEmpty()) {
      return run(() -> false);
    }
    try (Interruption interruption = new Interruption(System.err)) {
      return run(interruption::wanted);
    }
  }

  private TrainingResult run(BooleanSupplier stop) throws IOException {
    OutputSettings output = settings.output();
    Instant startedAt = Instant.now();
    try (OutputDirectory directory =
            OutputDirectory.prepare(output.dir(), output.overwrite(), HadoopSettings.read());
        Execution execution = new Execution(settings.execution())) {
      LoadedData data = Loading.data(settings.data(), execution);
      TrainingSettings training = Loading.training(settings.training(), data.shape());
      Optional<Choice> choice =
          execution.settle(training, data.training().count(), data.validation().count());
      PhaseClock clock = new PhaseClock(execution.intervals());
      Problem problem = Loading.problem(data, settings.training(), execution, clock);
      if (!problem.dataParallel(training)) {
        DriverMemory.requireStates(training, data.training().count(), data.validation().count());
      }
      Weights start = Loading.start(settings.start(), training.network(), execution);
      Recovery recovery = Recovery.prepare(settings, data, training, execution.hadoop(), execution.lineage(), resume);
      announce(training, problem, execution);
      choice.ifPresent(made -> out.println(made.text()));
      recovery.announce(out, resume);
      Run run = new Run(startedAt, data, training, problem, execution, recovery, recovery.log(), clock);
      try {
        Trained trained = train(run, start, stop);
        write(run, trained, directory);
        return trained.result();
      } catch (IOException | RuntimeException e) {
        recovery.sayHowToGoOn(out);
        throw e;
      }
    }
  }

  /** A training under way. */
  private record Run(
      Instant startedAt,
      LoadedData data,
      TrainingSettings training,
      Problem problem,
      Execution execution,
      Recovery recovery,
      RunLog log,
      PhaseClock clock) {}

  private record Trained(TrainingResult result, RunCost cost) {}

  private Trained train(Run run, Weights start, BooleanSupplier stop) {
    try (TrafficMeter meter = run.execution().meter();
        Progress progress = Progress.onStandardError(settings.progress(), run.training())) {
      TrainingListener listeners =
          Listeners.of(run.log(), run.clock(), meter, progress, new TroubleLog());
      Checkpoints checkpoints = run.recovery().checkpoints(run.log(), stop);
      TrainingResult result =
          run.recovery()
              .train(new NestedTraining(run.training(), run.problem(), listeners, checkpoints), start);
      boolean resumed = run.recovery().resumes();
      return new Trained(
          result, resumed ? costOfResumed(run.log()) : cost(run, meter));
    }
  }

  private void write(Run run, Trained trained, OutputDirectory directory) throws IOException {
    TrainingResult result = trained.result();
    LoadedData data = run.data();
    RunLog log = run.log();
    WorkUnit unit = workUnit(log, result);
    Judging judging = Judging.of(result, data, settings.data(), run.execution().workers());
    TrainingFiles files = new TrainingFiles(directory);
    files.model(result);
    files.history(log, unit);
    files.judging(judging);
    if (data.scene().isPresent()) {
      files.standardization(data.scene().get());
    }
    files.settings(settings);
    RunSummary summary =
        new RunSummary(
            run.startedAt(),
            trained.cost(),
            run.problem().training().count(),
            run.problem().validation().count(),
            result,
            judging.classes(),
            log.levels(),
            unit,
            run.execution().report(),
            files.written());
    files.report(report(summary, log, data, judging), run.execution().workers());
    directory.write(SummaryFile.NAME, stream -> SummaryFile.write(stream, summary));
    directory.publish();
    if (!result.failed()) {
      run.recovery().clear();
    }
    print(summary, directory);
  }

  private static RunCost cost(Run run, TrafficMeter meter) {
    Optional<RunTraffic> traffic = meter.traffic(run.log().levels().size());
    return new RunCost(
        run.log().seconds(),
        PeakMemory.now(),
        traffic,
        run.clock().phases(run.execution().isOnSpark(), traffic));
  }

  /** Jobs and phases were measured from the resumption on only: they would not be the run's. */
  private static RunCost costOfResumed(RunLog log) {
    return new RunCost(log.seconds(), PeakMemory.now(), Optional.empty(), Optional.empty());
  }

  private TrainingReport report(RunSummary summary, RunLog log, LoadedData data, Judging judging) {
    Examples shown = data.validation().count() > 0 ? data.validation() : data.training();
    return new TrainingReport(
        summary, log.iterations(), shown, judging.landCover(), settings.resolved());
  }

  private void announce(TrainingSettings training, Problem problem, Execution execution) {
    RunSummary.ExecutionReport where = execution.report();
    out.printf(
        Locale.ROOT,
        "Training %s residual layers of width %d on %d examples, %d more to validate; %s, at most %d layer intervals"
            + "%s, %s for the coarse grids%nBLAS: %s; F-points: %s%n",
        layerNumbers(training),
        training.network().width(),
        problem.training().count(),
        problem.validation().count(),
        where.master().isEmpty() ? "in process" : "Spark " + where.sparkVersion() + " " + where.master(),
        where.intervals(),
        where.exampleBlocks() > 1 ? " x " + where.exampleBlocks() + " example blocks" : "",
        where.columns() > 0 ? where.columns() + " columns of tasks" : where.threads() + " threads",
        Blas.inUse().description(),
        fPoints(training, problem));
  }

  /** On which levels they are kept: the first ones, for each needs more memory than the one before. */
  private static String fPoints(TrainingSettings training, Problem problem) {
    Problem batch =
        problem.batch(Batches.of(problem.training(), problem.validation(), training.batching()));
    int levels = training.levels().size();
    int kept = 0;
    while (kept < levels && batch.fPointBytesOf(training.networkAt(kept)) <= batch.fPointBytes()) {
      kept++;
    }
    long largest = batch.fPointBytesOf(training.networkAt(levels - 1)) >> 20;
    String needed = "(the finest level's take " + largest + " MiB)";
    return kept == levels
        ? "kept " + needed
        : (kept == 0 ? "recomputed " : "recomputed from level " + kept + " on ") + needed;
  }

  private static String layerNumbers(TrainingSettings training) {
    StringBuilder text = new StringBuilder();
    for (int level = 0; level < training.levels().size(); level++) {
      text.append(level == 0 ? "" : " -> ").append(training.networkAt(level).layers());
    }
    return text.toString();
  }

  private WorkUnit workUnit(RunLog log, TrainingResult result) {
    LevelSettings last = settings.training().levels().get(result.reasons().size() - 1);
    return WorkUnit.of(
        settings.output().workUnitSeconds(), log.iterations(), last.firstSolves().iterations());
  }

  private void print(RunSummary summary, OutputDirectory directory) {
    TrainingResult result = summary.result();
    ClassReport classes = summary.classes();
    out.println();
    for (LevelReport level : summary.levels()) {
      out.printf(
          Locale.ROOT,
          "  %4d layers  %4d iterations  %8.1f s  %5.1f supersteps an iteration  %s%n",
          level.layers(),
          level.iterations(),
          level.seconds(),
          level.sparkJobsPerIteration(),
          level.reason().text());
    }
    out.printf(
        Locale.ROOT,
        "%nObjective %.6f, loss %.6f, training accuracy %.2f %%, validation accuracy %.2f %%%n"
            + "Mean over the classes: training %.2f %%, validation %.2f %%%n",
        result.objective(),
        result.loss(),
        100 * result.trainAccuracy(),
        100 * result.validationAccuracy(),
        100 * classes.training().meanClassAccuracy(),
        100 * classes.validation().map(Confusion::meanClassAccuracy).orElse(Double.NaN));
    classes
        .others()
        .ifPresent(
            others ->
                out.printf(
                    Locale.ROOT,
                    "All %d labelled pixels not trained with: accuracy %.2f %%, mean over the classes %.2f %%%n",
                    others.examples(),
                    100 * others.accuracy(),
                    100 * others.meanClassAccuracy()));
    out.printf(
        Locale.ROOT,
        "%.1f s, %.1f work units of %.4f s%n%n",
        summary.cost().wallSeconds(),
        summary.cost().wallSeconds() / summary.workUnit().seconds(),
        summary.workUnit().seconds());
    String place = InputFiles.name(directory.path());
    summary.outputs().forEach((what, file) -> out.printf("  %-20s %s/%s%n", what, place, file));
    out.printf("  %-20s %s/%s%n", "summary", place, SummaryFile.NAME);
  }
}
