package org.layerparallel.spark.prediction;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Softmax;
import org.layerparallel.spark.data.ExampleBlock;
import org.layerparallel.spark.data.ExampleRows;
import org.layerparallel.spark.error.UserError;
import org.layerparallel.spark.job.Execution;
import org.layerparallel.spark.model.Model;
import org.layerparallel.spark.report.Confusion;
import org.layerparallel.spark.report.EvaluationReport;

/** How well a model predicts labelled examples. */
public final class Evaluation {

  private Evaluation() {}

  /**
   * Has all examples predicted, in one Spark job.
   *
   * @throws UserError if model or examples cannot be read, or do not fit each other
   */
  public static EvaluationReport run(Input input, Execution execution) {
    Model model = input.read(execution);
    ExampleRows rows = input.rows(model, true, execution);
    Scorer scorer = input.scorer(model, execution);
    List<Counts> pieces;
    try {
      pieces = rows.map(blocks -> List.of(count(blocks, scorer)).iterator()).collect();
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java API does not declare.
      throw input.explained(rows, e, "the evaluation");
    }
    int classes = scorer.classes();
    Counts all = new Counts(classes);
    pieces.forEach(all::add);
    if (all.examples == 0) {
      throw input.empty();
    }
    return new EvaluationReport(all.confusion(classes, input), all.crossEntropy / all.examples);
  }

  private static Counts count(Iterator<ExampleBlock> blocks, Scorer scorer) {
    int classes = scorer.classes();
    Counts counts = new Counts(classes);
    while (blocks.hasNext()) {
      Examples examples = blocks.next().examples();
      double[] scores = scorer.scores(examples);
      for (int e = 0; e < examples.count(); e++) {
        int at = e * classes;
        int label = examples.labels()[e];
        counts.taken[label * classes + Softmax.largest(scores, at, classes)]++;
        counts.crossEntropy += Softmax.crossEntropy(scores, at, classes, label);
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
