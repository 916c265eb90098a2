package org.layerparallel.spark.prediction;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.layerparallel.network.Softmax;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.report.Confusion;
import org.layerparallel.spark.report.EvaluationReport;

/** How well a model predicts labelled examples. */
public final class Evaluation {

  private Evaluation() {}

  /**
   * Has all examples predicted, in one Spark job.
   *
   * @throws UserError if model or examples cannot be read, or do not fit each other
   * @throws IOException if reading fails on the way
   */
  public static EvaluationReport run(Input input, Execution execution) throws IOException {
    ScoredRows rows = input.open(true, execution);
    Counts all = new Counts(rows.classes());
    rows.run(
            "the evaluation",
            () -> rows.map((blocks, classes) -> List.of(count(blocks, classes)).iterator()).collect())
        .forEach(all::add);
    if (all.examples == 0) {
      throw input.empty();
    }
    return new EvaluationReport(all.confusion(rows.classes(), input), all.crossEntropy / all.examples);
  }

  private static Counts count(Iterator<ScoredBlock> blocks, int classes) {
    Counts counts = new Counts(classes);
    while (blocks.hasNext()) {
      ScoredBlock scored = blocks.next();
      int[] labels = scored.block().examples().labels();
      for (int e = 0; e < labels.length; e++) {
        int at = e * classes;
        counts.taken[labels[e] * classes + Softmax.largest(scored.scores(), at, 1, classes)]++;
        counts.crossEntropy += Softmax.crossEntropy(scored.scores(), at, 1, classes, labels[e]);
        counts.examples++;
      }
    }
    return counts;
  }

  /** Of one piece of the input. No record, which a cluster set to Kryo could not restore. */
  private static final class Counts implements Serializable {

    private static final long serialVersionUID = 1;

    /** classes x classes: examples of a class that were taken for a class. */
    private final long[] taken;

    private double crossEntropy;
    private long examples;

    Counts(int classes) {
      taken = new long[classes * classes];
    }

    void add(Counts other) {
      for (int i = 0; i < taken.length; i++) {
        taken[i] += other.taken[i];
      }
      crossEntropy += other.crossEntropy;
      examples += other.examples;
    }

    Confusion confusion(int classes, Input input) {
      if (examples > Integer.MAX_VALUE) {
        throw new UserError(
            input.examples() + ": holds " + examples + " examples, must be at most " + Integer.MAX_VALUE);
      }
      int[][] counts = new int[classes][classes];
      for (int i = 0; i < taken.length; i++) {
        counts[i / classes][i % classes] = (int) taken[i];
      }
      return new Confusion(counts);
    }
  }
}
