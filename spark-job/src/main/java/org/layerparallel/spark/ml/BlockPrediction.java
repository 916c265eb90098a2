package org.layerparallel.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.layerparallel.linalg.BlasKind;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Prediction;
import org.layerparallel.spark.data.ExampleBlock;
import org.layerparallel.spark.interval.ExecutorBlas;

/**
 * Adds a model's predictions to the rows of a partition, a block of rows at a time, as the product of a matrix with
 * many vectors costs much less than as many products with one. Only a block's rows are held.
 */
final class BlockPrediction implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private final Broadcast<LayerParallelModel> model;
  private final int featuresAt;
  private final BlasKind blas;

  /**
   * @param featuresAt which column the features are
   * @param blas the driver's, as another one rounds otherwise
   */
  BlockPrediction(Broadcast<LayerParallelModel> model, int featuresAt, BlasKind blas) {
    this.model = model;
    this.featuresAt = featuresAt;
    this.blas = blas;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the driver's BLAS does not load here
   */
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    ExecutorBlas.require(blas);
    return new Predicted(model.value(), rows);
  }

  private final class Predicted implements Iterator<Row> {

    private final LayerParallelModel network;
    private final Prediction prediction;
    private final Iterator<Row> rows;
    private final int most;
    private Iterator<Row> block = List.<Row>of().iterator();

    Predicted(LayerParallelModel network, Iterator<Row> rows) {
      this.network = network;
      this.prediction = network.prediction();
      this.rows = rows;
      this.most = ExampleBlock.most(network.numFeatures());
    }

    @Override
    public boolean hasNext() {
      return block.hasNext() || rows.hasNext();
    }

    @Override
    public Row next() {
      if (!block.hasNext()) {
        block = predict(nextBlock()).iterator();
      }
      return block.next();
    }

    private List<Row> nextBlock() {
      List<Row> next = new ArrayList<>();
      do {
        next.add(rows.next());
      } while (next.size() < most && rows.hasNext());
      return next;
    }

    private List<Row> predict(List<Row> given) {
      double[] scores =
          prediction.scores(
              given.size(),
              (example, one) -> Features.copy(given.get(example).getAs(featuresAt), one),
              Workers.caller());
      int classes = network.numClasses();
      List<Row> predicted = new ArrayList<>(given.size());
      for (int e = 0; e < given.size(); e++) {
        double[] own = Arrays.copyOfRange(scores, e * classes, (e + 1) * classes);
        predicted.add(extended(given.get(e), Vectors.dense(own)));
      }
      return predicted;
    }

    private Row extended(Row row, Vector scores) {
      List<Object> values = new ArrayList<>(row.size() + 3);
      for (int i = 0; i < row.size(); i++) {
        values.add(row.get(i));
      }
      if (!network.getRawPredictionCol().isEmpty()) {
        values.add(scores);
      }
      if (!network.getProbabilityCol().isEmpty()) {
        values.add(network.raw2probability(scores));
      }
      if (!network.getPredictionCol().isEmpty()) {
        values.add(network.raw2prediction(scores));
      }
      return RowFactory.create(values.toArray());
    }
  }
}
