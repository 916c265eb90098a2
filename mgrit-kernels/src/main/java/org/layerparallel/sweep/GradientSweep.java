package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.linalg.Workers;
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
   * @param rule which adjoints the gradient is taken with
   */
  public record Message(
      Blocks states,
      Blocks adjoints,
      double[] before,
      double[] after,
      WeightBlock.Memory memory,
      GradientRule rule)
      implements Serializable {}

  /**
   * What it answers.
   *
   * @param dots see {@link WeightBlock#dots}
   * @param relaxedFirst relaxed lambda_0 from the first interval if the rule wants it, otherwise null
   */
  public record Result(double[] dots, Blocks relaxedFirst) implements Serializable {

    /** Relaxed lambda_0, or null. */
    public double[] firstAdjoint() {
      return Blocks.array(relaxedFirst);
    }
  }

  @Override
  public Advanced<LayerInterval, Result> apply(
      LayerInterval content, Message message, Workers workers) {
    LayerInterval interval = content.told(message.states(), message.adjoints());
    IntervalPlan plan = interval.plan();
    WeightBlock block = interval.block();
    double[] gradient = new double[block.candidate().length];
    boolean relaxed = message.rule() == GradientRule.RELAXED;
    Propagation propagation = new Propagation(interval, workers);
    double[] first =
        relaxed && plan.first() == 0 ? new double[interval.adjoints()[0].length] : null;
    propagation.addGradient(
        interval.states(),
        interval.adjoints(),
        relaxed ? interval.adjoints() : content.adjoints(),
        gradient,
        first);
    FPoints fPoints = propagation.end();
    Network network = plan.network();
    new ResidualRegularizer(plan.regularization(), network.h(), network.residualShape().size())
        .addGradient(block.candidate(), message.before(), message.after(), gradient);
    WeightBlock accepted = block.accepted(gradient, message.memory(), workers);
    return new Advanced<>(
        interval.withAccepted(accepted).withFPoints(fPoints),
        new Result(accepted.dots(block, workers), Blocks.of(first)));
  }
}
