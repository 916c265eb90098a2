package org.layerparallel.spark.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.layerparallel.linalg.Blas;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.config.OutputSettings;
import org.layerparallel.spark.io.HadoopSettings;
import org.layerparallel.spark.io.ScratchDirectory;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.job.TrainingJob;
import org.layerparallel.spark.job.TrainingTasks;
import org.layerparallel.spark.report.PastRun;
import org.layerparallel.spark.report.RunsProgress;

/**
 * Trains the runs of an experiment, those that an earlier call with the same output directory has trained excepted: an
 * experiment that was interrupted goes on where it was.
 */
final class Laboratory {

  private final Request request;
  private final RunStore store;
  private final PrintStream out;

  /**
   * @param out where trainings of one at a time print their summaries
   */
  Laboratory(Request request, PrintStream out) {
    this.request = request;
    this.store = new RunStore(request.output() + "/runs", HadoopSettings.read());
    this.out = out;
  }

  /**
   * Trains runs as Spark tasks, each on one thread of its own, as many at a time as Spark has slots. Their weights are
   * those that {@link #oneByOne} gives, their times are not to be compared.
   *
   * @return the runs in their order
   */
  List<FinishedRun> atOnce(List<PlannedRun> plan) {
    Map<PlannedRun, FinishedRun> finished = new HashMap<>();
    List<PlannedRun> missing = new ArrayList<>();
    List<JobSettings> settings = new ArrayList<>();
    // It also chooses the BLAS.
    try (Execution execution = new Execution(request.settings().execution())) {
      List<String> where = onOneThread();
      for (PlannedRun planned : plan) {
        JobSettings own = request.settings(planned.settings(), where);
        Optional<FinishedRun> before = store.find(planned, own);
        before.ifPresent(run -> finished.put(planned, run));
        if (before.isEmpty()) {
          missing.add(planned);
          settings.add(own);
        }
      }
      if (!missing.isEmpty()) {
        train(missing, settings, finished, execution);
      }
    }
    return plan.stream().map(finished::get).toList();
  }

  /** Trains a run for nothing, so that the JVM has compiled what the next ones spend their time with. */
  void warmUp(PlannedRun planned) throws IOException {
    JobSettings settings = request.settings(planned.settings(), List.of("progress.kind=none"));
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      OutputSettings place = new OutputSettings(scratch.resolve("run").toUri().toString(), false, 0);
      new TrainingJob(settings.withOutput(place), new PrintStream(OutputStream.nullOutputStream())).run();
    }
  }

  /** Whether an earlier call has trained all of {@code plan} one by one. */
  boolean hasTrained(List<PlannedRun> plan) {
    return plan.stream()
        .allMatch(planned -> store.find(planned, request.settings(planned.settings(), List.of())).isPresent());
  }

  private void train(
      List<PlannedRun> missing,
      List<JobSettings> settings,
      Map<PlannedRun, FinishedRun> finished,
      Execution execution) {
    int before = finished.size();
    try (RunsProgress progress =
        RunsProgress.onStandardError(request.settings().progress(), before, before + missing.size())) {
      new TrainingTasks(execution)
          .run(
              settings,
              missing.stream().map(PlannedRun::id).toList(),
              (number, files) -> {
                FinishedRun run = store.save(missing.get(number), files);
                finished.put(run.planned(), run);
                progress.ended(run.planned().id(), run.run());
              });
    }
  }

  /**
   * Trains runs one after the other, each with all that it is given, as the command {@code train} does; each leaves
   * what that leaves.
   *
   * @return the runs in their order
   */
  List<FinishedRun> oneByOne(List<PlannedRun> plan) throws IOException {
    List<FinishedRun> finished = new ArrayList<>();
    for (PlannedRun planned : plan) {
      JobSettings settings = request.settings(planned.settings(), List.of());
      Optional<FinishedRun> before = store.find(planned, settings);
      if (before.isPresent()) {
        out.printf("%s: trained before%n", planned.id());
        finished.add(before.get());
        continue;
      }
      out.printf("%s%n", planned.id());
      OutputSettings place = new OutputSettings(store.place(planned), false, settings.output().workUnitSeconds());
      new TrainingJob(settings.withOutput(place), out).run();
      finished.add(new FinishedRun(planned, PastRun.read(HadoopSettings.read(), store.place(planned))));
    }
    return finished;
  }

  /** In a task's process, with the driver's BLAS, as another one rounds otherwise. */
  private static List<String> onOneThread() {
    return List.of(
        "execution.kind=in-process",
        "execution.intervals=1",
        "execution.threads=1",
        "execution.blas=" + Blas.inUse().kind().setting(),
        "progress.kind=none");
  }
}
