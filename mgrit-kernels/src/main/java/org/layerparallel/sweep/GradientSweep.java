package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.linalg.Workers;

/**
 * The last relaxation of the adjoint, the gradient of the whole objective by the interval's weights, and the dot
 * products that the optimizer needs: one superstep, where no other cell has a part of the gradient.
 */
public final class GradientSweep
    implements IntervalStep<LayerInterval, GradientSweep.Message, GradientSweep.Result> {

  /**
   * What an interval is told.
   *
   * @param loss for the gradient of the loss
   * @param acceptance for all that follows, but the gradient itself
   */
  record Message(LossGradient.Message loss, Acceptance.Message acceptance) implements Serializable {}

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
    Advanced<LayerInterval, LossGradient.Result> relaxed =
        new LossGradient().apply(content, message.loss(), workers);
    Advanced<LayerInterval, double[]> accepted =
        new Acceptance()
            .apply(relaxed.content(), message.acceptance().of(relaxed.result().gradient()), workers);
    return new Advanced<>(
        accepted.content(), new Result(accepted.result(), relaxed.result().relaxedFirst()));
  }
}
