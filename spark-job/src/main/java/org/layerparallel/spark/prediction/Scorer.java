package org.layerparallel.spark.prediction;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.layerparallel.linalg.Blas;
import org.layerparallel.linalg.BlasKind;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.Prediction;
import org.layerparallel.network.Weights;
import org.layerparallel.spark.data.Standardization;
import org.layerparallel.spark.interval.ExecutorBlas;
import org.layerparallel.spark.model.Model;

/** A model on its way to tasks. Its weights are broadcast; what else it is travels with each task. */
final class Scorer implements Serializable {

  private static final long serialVersionUID = 1;

  private final Network network;
  private final Broadcast<double[]> design;
  private final Standardization standardization;
  private final BlasKind blas;
  private transient Prediction prediction;

  /**
   * @param standardization of the features, if they are to be standardized
   */
  Scorer(JavaSparkContext spark, Model model, Optional<Standardization> standardization) {
    this.network = model.network();
    this.design = spark.broadcast(model.weights().toDesign());
    this.standardization = standardization.orElse(null);
    this.blas = Blas.inUse().kind();
  }

  /** Number of classes. */
  int classes() {
    return network.classes();
  }

  /**
   * The scores of examples, before softmax, by the calling thread alone: Spark has a task for each core.
   *
   * @param examples as read; their features are written if they are to be standardized
   * @return examples x classes
   */
  double[] scores(Examples examples) {
    if (prediction == null) {
      ExecutorBlas.require(blas);
      prediction = new Prediction(network, Weights.fromDesign(network, design.value()));
    }
    if (standardization != null) {
      standardization.apply(examples);
    }
    return prediction.scores(examples, Workers.caller());
  }
}
