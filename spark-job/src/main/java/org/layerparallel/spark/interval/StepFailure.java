package org.layerparallel.spark.interval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.SparkException;
import org.layerparallel.spark.error.RunFailure;

/** Turns the failure of a Spark job into what an execution in process would have thrown. */
public final class StepFailure {

  /** What Spark says of a job that failed with the executors, and what there is to say of it. */
  private static final Map<String, String> LOSSES = losses();

  private StepFailure() {}

  /**
   * The exception a step threw, as the executor sent it back; a {@link RunFailure} where the run has lost what it
   * cannot do without; an {@link IllegalStateException} where the job failed for another reason: the step's exception
   * could not be sent, say.
   *
   * @param failure what Spark threw; a {@link SparkException} is checked, but Spark's Java API does not declare it
   * @param doing what failed, for the message
   */
  public static RuntimeException of(Exception failure, String doing) {
    if (failure instanceof SparkException && failure.getCause() instanceof RuntimeException ofStep) {
      return ofStep;
    }
    if (failure instanceof RuntimeException unchecked) {
      return unchecked;
    }
    String text = Objects.requireNonNullElse(failure.getMessage(), "");
    for (Map.Entry<String, String> loss : LOSSES.entrySet()) {
      if (text.contains(loss.getKey())) {
        return new RunFailure(doing + " failed: " + loss.getValue(), failure);
      }
    }
    return new IllegalStateException(doing + " failed: " + failure.getMessage(), failure);
  }

  private static Map<String, String> losses() {
    Map<String, String> losses = new LinkedHashMap<>();
    losses.put(
        "Checkpoint block ",
        "all executors that kept some layer interval's checkpoint were lost; set checkpoint.dir to a"
            + " directory on a file system that all executors reach, and checkpoints outlive them");
    losses.put(
        "ExecutorLostFailure",
        "its executors were lost, as often as Spark tries a task (spark.task.maxFailures); their logs tell why, and"
            + " where it was for want of memory, set spark.executor.memory or spark.executor.memoryOverhead higher");
    losses.put(
        "Master removed our application",
        "the cluster's master gave the application up, as executors do not start on any worker; their logs tell why");
    return losses;
  }
}
