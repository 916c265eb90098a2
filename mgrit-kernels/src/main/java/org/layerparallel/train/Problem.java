package org.layerparallel.train;

import java.util.ArrayList;
import java.util.List;
import org.layerparallel.interval.InProcess;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.IntervalsFactory;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;
import org.layerparallel.mgrit.CycleSettings;
import org.layerparallel.mgrit.Hierarchy;
import org.layerparallel.network.Examples;
import org.layerparallel.network.Network;
import org.layerparallel.network.Weights;
import org.layerparallel.objective.Regularization;
import org.layerparallel.sweep.IntervalPlan;
import org.layerparallel.sweep.LayerInterval;
import org.layerparallel.sweep.WeightBlock;

/**
 * What is to be learned and where it is computed.
 *
 * @param training training examples, at least one
 * @param validation validation examples, maybe none; they are further columns of every state, left out of the loss
 * @param regularization regularizers
 * @param execution where the layer intervals live
 * @param workers threads for the coarse levels
 * @param fPointBytes most memory, over all intervals, for states, slopes and adjoints at F-points that are kept from one
 *     sweep to the next instead of recomputed; 0 to recompute always
 */
public record Problem(
    Examples training,
    Examples validation,
    Regularization regularization,
    IntervalsFactory execution,
    Workers workers,
    long fPointBytes) {

  public Problem {
    if (training.count() == 0) {
      throw new IllegalArgumentException("training has no examples, must have at least one");
    }
    if (validation.featureCount() != training.featureCount()) {
      throw new IllegalArgumentException(
          "validation has " + validation.featureCount() + " features, training "
              + training.featureCount());
    }
  }

  /** Bytes it takes to keep the F-points of {@code network}, of a batch. */
  public long fPointBytesOf(Network network, Batching batching) {
    Batches batches = Batches.of(training, validation, batching);
    Problem batch = of(batches.training(0), batches.validation(0));
    return IntervalPlan.fPointBytes(network, batch.tiling(network));
  }

  /** Objective and accuracies at {@code weights} by exact propagation, on the threads of the coarse levels. */
  Evaluation evaluate(Network network, Weights weights, CycleSettings cycle) {
    InProcess here = new InProcess(1, workers.count());
    Problem own = new Problem(training, validation, regularization, here, workers, fPointBytes);
    List<IntervalPlan> plans = own.plans(network, cycle);
    try (Intervals<LayerInterval> interval = here.create(contents(plans, weights))) {
      EndLayers ends = own.ends(network, weights);
      LevelSolver solver = new LevelSolver(own, network, cycle, ends, plans, interval);
      solver.propagateState();
      return solver.evaluate();
    }
  }

  /** The same for other examples. */
  Problem of(Examples newTraining, Examples newValidation) {
    return new Problem(newTraining, newValidation, regularization, execution, workers, fPointBytes);
  }

  Tiling tiling(Network network) {
    return Tiling.forChannels(network.width(), training.count(), validation.count());
  }

  EndLayers ends(Network network, Weights initial) {
    if (training.featureCount() != network.features()) {
      throw new IllegalArgumentException(
          "training has " + training.featureCount() + " features, the network " + network.features());
    }
    initial.requireFit(network);
    return ends(network, EndLayers.block(initial));
  }

  /** The same with the optimizer's history. */
  EndLayers ends(Network network, WeightBlock block) {
    EndLayers.requireFit(network, block);
    return new EndLayers(network, tiling(network), regularization, training, validation, block);
  }

  List<IntervalPlan> plans(Network network, CycleSettings cycle) {
    return IntervalPlan.cut(
        network,
        tiling(network),
        regularization,
        Hierarchy.of(network.layers(), cycle).cPoints(),
        execution.wanted(),
        fPointBytes);
  }

  static List<LayerInterval> contents(List<IntervalPlan> plans, Weights weights) {
    List<LayerInterval> contents = new ArrayList<>(plans.size());
    for (IntervalPlan plan : plans) {
      int size = plan.network().residualShape().size();
      double[] own = new double[plan.layers() * size];
      System.arraycopy(weights.residual(), plan.firstLayer() * size, own, 0, own.length);
      contents.add(LayerInterval.of(plan, own));
    }
    return contents;
  }
}
