package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.network.Network;
import org.layerparallel.objective.ResidualRegularizer;

/**
 * The last relaxation of the adjoint, the gradient of the whole objective by the interval's weights, and the dot products
 * that the optimizer needs: one superstep. The candidate weights become the accepted ones.
 */
public final class GradientSweep
    implements IntervalStep<LayerInterval, GradientSweep.Message, GradientSweep.Result> {

  /**
   * What an interval is told.
   *
   * @param states new states at the left ends of its coarse intervals; null to keep those there are
   * @param adjoints new adjoints at the right ends of its coarse intervals; null to keep those there are
   * @param before weights of the layer before the interval; null for the first interval
   * @param after weights of the layer after the interval; null for the last interval
   * @param memory what the optimizer remembers
   */
  public record Message(
      double[][] states,
      double[][] adjoints,
      double[] before,
      double[] after,
      WeightBlock.Memory memory)
      implements Serializable {}

  /**
   * What it answers.
   *
   * @param dots see {@link WeightBlock#dots}
   * @param firstAdjoint lambda_0 from the first interval, otherwise null
   */
  public record Result(double[] dots, double[] firstAdjoint) implements Serializable {}

  @Override
  public Advanced<LayerInterval, Result> apply(LayerInterval content, Message message) {
    LayerInterval interval = content;
    if (message.states() != null) {
      interval = interval.withStates(message.states());
    }
    if (message.adjoints() != null) {
      interval = interval.withAdjoints(message.adjoints());
    }
    IntervalPlan plan = interval.plan();
    WeightBlock block = interval.block();
    double[] gradient = new double[block.candidate().length];
    Propagation propagation = new Propagation(interval, true);
    double[] first = null;
    for (int j = 0; j < plan.coarseIntervals(); j++) {
      double[] lambda =
          propagation.gradient(j, interval.states()[j], interval.adjoints()[j], gradient);
      first = j == 0 ? lambda : first;
    }
    Network network = plan.network();
    new ResidualRegularizer(plan.regularization(), network.h(), network.residualShape().size())
        .addGradient(block.candidate(), message.before(), message.after(), gradient);
    WeightBlock accepted = block.accepted(gradient, message.memory());
    return new Advanced<>(
        interval.withBlock(accepted),
        new Result(accepted.dots(), plan.first() == 0 ? first : null));
  }
}
