package org.layerparallel.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.JavaSparkContext;
import org.layerparallel.spark.config.JobSettings;
import org.layerparallel.spark.error.UserError;

/**
 * Trains many networks, each in process within one Spark task, as many at a time as Spark has slots. Each training is
 * a job of its own, so that whoever waits learns of its end at once, and a lost executor costs the trainings it was at.
 */
public final class TrainingTasks {

  private final JavaSparkContext context;

  /** Takes in a training that has ended. */
  @FunctionalInterface
  public interface Finished {

    /**
     * Called on the caller's thread, one training after the other in the order in which they end.
     *
     * @param run its number among the settings
     * @param files what it left: content by name
     */
    void accept(int run, Map<String, byte[]> files);
  }

  /** Tasks on the Spark of {@code execution}, which is started if it is not running. */
  public TrainingTasks(Execution execution) {
    this.context = execution.context();
  }

  /** How many are trained at a time. */
  public int slots() {
    return Math.max(1, context.defaultParallelism());
  }

  /**
   * Trains by each of the settings, whose output directory is of no meaning: what a training leaves is handed over.
   *
   * @param runs settings with in-process execution
   * @param names of the runs, for Spark's pages
   * @throws UserError if a training finds bad input; then, and after any other failure, those that were going on are
   *     given up
   */
  public void run(List<JobSettings> runs, List<String> names, Finished finished) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(slots(), Math.max(1, runs.size())));
    try {
      CompletionService<Done> results = new ExecutorCompletionService<>(threads);
      List<Future<Done>> waiting = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        int number = i;
        waiting.add(results.submit(() -> new Done(number, train(names.get(number), runs.get(number)))));
      }
      for (int i = 0; i < runs.size(); i++) {
        Done done = results.take().get();
        finished.accept(done.run(), done.files());
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while networks were trained", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private record Done(int run, Map<String, byte[]> files) {}

  private Map<String, byte[]> train(String name, JobSettings settings) {
    context.setJobGroup(name, "training " + name, true);
    return context.parallelize(List.of(settings.resolved()), 1).map(new TrainingTask()).first();
  }

  /** What the training threw, where Spark wraps it in its own exception. */
  private static RuntimeException failure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError error) {
        return error;
      }
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("a training failed: " + UserError.reason(thrown), thrown);
  }
}
