package org.layerparallel.spark.interval;

import org.apache.spark.SparkException;

/** Turns the failure of a Spark job into what an execution in process would have thrown. */
final class StepFailure {

  private StepFailure() {}

  /**
   * The exception a step threw, as the executor sent it back, or an {@link IllegalStateException} where the job failed
   * for another reason: its executors were lost, say, or the step's exception could not be sent.
   *
   * @param failure what Spark threw; a {@link SparkException} is checked, but Spark's Java API does not declare it
   */
  static RuntimeException of(Exception failure, String doing) {
    if (failure instanceof SparkException && failure.getCause() instanceof RuntimeException ofStep) {
      return ofStep;
    }
    if (failure instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new IllegalStateException(doing + " failed: " + failure.getMessage(), failure);
  }
}
