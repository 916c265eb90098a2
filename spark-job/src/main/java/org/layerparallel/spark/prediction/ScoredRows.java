package org.layerparallel.spark.prediction;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.layerparallel.spark.data.ExampleRows;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.interval.StepFailure;
import org.layerparallel.spark.job.Execution;

/** Examples with their scores, as an RDD, and what there is to tell of a job on it. */
final class ScoredRows {

  private final String name;
  private final ExampleRows rows;
  private final Scorer scorer;
  private final LongAccumulator overflows;

  /**
   * @param name of the examples, for messages
   */
  ScoredRows(String name, ExampleRows rows, Scorer scorer, Execution execution) {
    this.name = name;
    this.rows = rows;
    this.scorer = scorer;
    this.overflows = execution.context().sc().longAccumulator("overflows");
  }

  /** What a task makes of the blocks of its piece. */
  interface BlockFunction<R> extends Serializable {

    Iterator<R> apply(Iterator<ScoredBlock> blocks, int classes);
  }

  /** The columns that are handed on. */
  StructType kept() {
    return rows.kept();
  }

  /** Number of classes. */
  int classes() {
    return scorer.classes();
  }

  /** The RDD of what {@code function} makes of the pieces. */
  <R> JavaRDD<R> map(BlockFunction<R> function) {
    return map(rows, scorer, overflows, function);
  }

  /** A job on {@link #map}. */
  interface Job<R> {

    R run() throws Exception;
  }

  /**
   * Runs a job.
   *
   * @param doing what it is, for messages
   * @throws UserError if the examples are the cause of its failure
   * @throws IOException if files are
   */
  <R> R run(String doing, Job<R> job) throws IOException {
    R result;
    try {
      result = job.run();
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java API does not declare.
      requireGood();
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException) {
          throw new IOException(doing + " of " + name + " failed: " + UserError.reason(cause), e);
        }
      }
      throw StepFailure.of(e, doing + " of " + name);
    }
    requireGood();
    return result;
  }

  private void requireGood() {
    rows.requireGood();
    if (overflows.value() > 0) {
      throw new UserError(
          name + ": an example's features are so large that its scores are not finite; features must be scaled as in"
              + " the training");
    }
  }

  private static <R> JavaRDD<R> map(
      ExampleRows rows, Scorer scorer, LongAccumulator overflows, BlockFunction<R> function) {
    int classes = scorer.classes();
    return rows.map(blocks -> function.apply(new ScoredBlock.Blocks(blocks, scorer, overflows), classes));
  }
}
