package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Network;
import org.layerparallel.objective.ResidualRegularizer;

/**
 * Completes the loss's gradient to that of the objective; the candidate weights become the accepted ones. Answers the
 * dot products that the optimizer needs, see {@link WeightBlock#dots}; none where another cell answers for the same
 * layers.
 */
final class Acceptance implements IntervalStep<LayerInterval, Acceptance.Message, double[]> {

  private static final double[] NONE = {};

  /**
   * What a cell is told.
   *
   * @param lossGradient by its weights, over all examples; null as long as it is not known
   * @param before weights of the layer before the interval; null for the first interval
   * @param after weights of the layer after the interval; null for the last interval
   * @param memory what the optimizer remembers
   */
  record Message(double[] lossGradient, double[] before, double[] after, WeightBlock.Memory memory)
      implements Serializable {

    /** The same with a gradient. */
    Message of(double[] gradient) {
      return new Message(gradient, before, after, memory);
    }
  }

  @Override
  public Advanced<LayerInterval, double[]> apply(
      LayerInterval content, Message message, Workers workers) {
    IntervalPlan plan = content.plan();
    WeightBlock block = content.block();
    Network network = plan.network();
    double[] gradient = message.lossGradient().clone();
    new ResidualRegularizer(plan.regularization(), network.h(), network.residualShape().size())
        .addGradient(block.candidate(), message.before(), message.after(), gradient);
    WeightBlock accepted = block.accepted(gradient, message.memory(), workers);
    return new Advanced<>(
        content.withAccepted(accepted),
        plan.speaksForItsLayers() ? accepted.dots(block, workers) : NONE);
  }
}
