package org.layerparallel.spark.ml;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.layerparallel.spark.job.DataTraining;
import org.layerparallel.spark.report.TimedIteration;
import org.layerparallel.train.IterationRecord;
import org.layerparallel.train.StopReason;
import org.layerparallel.train.TrainingResult;

/** What a training found on its way. Figures of the trained network are by exact propagation. */
public final class LayerParallelSummary {

  private static final StructType HISTORY =
      new StructType()
          .add("level", DataTypes.IntegerType, false)
          .add("layers", DataTypes.IntegerType, false)
          .add("iteration", DataTypes.IntegerType, false)
          .add("stateResidual", DataTypes.DoubleType, false)
          .add("adjointResidual", DataTypes.DoubleType, false)
          .add("objective", DataTypes.DoubleType, false)
          .add("loss", DataTypes.DoubleType, false)
          .add("gradientNorm", DataTypes.DoubleType, false)
          .add("stepSize", DataTypes.DoubleType, false)
          .add("lineSearchIterations", DataTypes.IntegerType, false)
          .add("trainAccuracy", DataTypes.DoubleType, false)
          .add("validationAccuracy", DataTypes.DoubleType, false)
          .add("stateCycles", DataTypes.IntegerType, false)
          .add("adjointCycles", DataTypes.IntegerType, false)
          .add("supersteps", DataTypes.LongType, false)
          .add("seconds", DataTypes.DoubleType, false);

  private final SparkSession session;
  private final TrainingResult result;
  private final List<TimedIteration> iterations;

  LayerParallelSummary(SparkSession session, DataTraining.Outcome outcome) {
    this.session = session;
    this.result = outcome.result();
    this.iterations = outcome.iterations();
  }

  /**
   * A row for each iteration, in order. Figures belong to the weights before the iteration's update; accuracies are in
   * [0, 1], and the validation accuracy is NaN without validation examples, as residuals are where none is measured;
   * {@code supersteps} are Spark jobs; {@code seconds} count from the start of the training.
   */
  public Dataset<Row> history() {
    return session.createDataFrame(
        iterations.stream().map(LayerParallelSummary::row).toList(), HISTORY);
  }

  /** Number of iterations on all levels. */
  public int totalIterations() {
    return iterations.size();
  }

  /** The objective: loss and regularizers. */
  public double objective() {
    return result.objective();
  }

  /** Weighted mean cross-entropy over the training examples. */
  public double loss() {
    return result.loss();
  }

  /** Share of the training examples' weight that is predicted right, in [0, 1]. */
  public double trainAccuracy() {
    return result.trainAccuracy();
  }

  /** The same of the validation examples; NaN without any. */
  public double validationAccuracy() {
    return result.validationAccuracy();
  }

  /** Why each level ended, coarsest first, in a few words. */
  public List<String> stopReasons() {
    return result.reasons().stream().map(StopReason::text).toList();
  }

  private static Row row(TimedIteration iteration) {
    IterationRecord r = iteration.record();
    return RowFactory.create(
        r.level(),
        r.layers(),
        r.iteration(),
        r.stateResidual(),
        r.adjointResidual(),
        r.objective(),
        r.loss(),
        r.gradientNorm(),
        r.stepSize(),
        r.lineSearchIterations(),
        r.trainAccuracy(),
        r.validationAccuracy(),
        r.stateCycles(),
        r.adjointCycles(),
        r.supersteps(),
        iteration.seconds());
  }
}
