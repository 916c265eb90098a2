package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;

/**
 * One relaxation of the adjoint over a layer interval, from right to left; the mirror image of {@link StateSweep}. The
 * states at F-points are recomputed from the C-points on the way.
 */
public final class AdjointSweep
    implements IntervalStep<LayerInterval, AdjointSweep.Message, AdjointSweep.Result> {

  /**
   * What an interval is told.
   *
   * @param states new states at the left ends of its coarse intervals; null to keep those there are
   * @param adjoints new adjoints at the right ends of its coarse intervals; null to keep those there are
   * @param right new adjoint at its right end alone; null to keep it
   * @param mode what becomes of the propagated adjoints
   */
  public record Message(double[][] states, double[][] adjoints, double[] right, SweepMode mode)
      implements Serializable {}

  /**
   * What it answers.
   *
   * @param adjoints C-points at the right ends of its coarse intervals, where relaxation has changed them; otherwise
   *     null
   * @param propagated adjoints propagated to the left ends of its coarse intervals, or to its own left end alone
   */
  public record Result(double[][] adjoints, double[][] propagated) implements Serializable {}

  @Override
  public Advanced<LayerInterval, Result> apply(LayerInterval content, Message message) {
    LayerInterval interval = content;
    int count = interval.plan().coarseIntervals();
    if (message.states() != null) {
      interval = interval.withStates(message.states());
    }
    if (message.adjoints() != null) {
      interval = interval.withAdjoints(message.adjoints());
    }
    if (message.right() != null && message.mode() != SweepMode.SERIAL) {
      interval =
          interval.withAdjoints(
              StateSweep.replaced(interval.adjoints(), count - 1, message.right()));
    }
    return switch (message.mode()) {
      case IDLE -> new Advanced<>(interval, new Result(null, null));
      case SERIAL -> {
        Propagation propagation = new Propagation(interval, true);
        double[][] adjoints = new double[count][];
        double[] lambda = message.right();
        for (int j = count - 1; j >= 0; j--) {
          adjoints[j] = lambda;
          lambda = propagation.adjoint(j, interval.states()[j], lambda);
        }
        yield new Advanced<>(
            interval.withAdjoints(adjoints), new Result(null, new double[][] {lambda}));
      }
      case TO_C_POINTS -> {
        double[][] propagated = propagate(interval);
        double[][] adjoints = interval.adjoints().clone();
        System.arraycopy(propagated, 1, adjoints, 0, count - 1);
        double[][] end = {propagated[0]};
        yield new Advanced<>(interval.withAdjoints(adjoints), new Result(null, end));
      }
      case RESIDUAL, RESIDUAL_AFTER_C -> {
        double[][] changed = message.mode() == SweepMode.RESIDUAL ? null : interval.adjoints();
        yield new Advanced<>(interval, new Result(changed, propagate(interval)));
      }
    };
  }

  private static double[][] propagate(LayerInterval interval) {
    Propagation propagation = new Propagation(interval, true);
    double[][] propagated = new double[interval.plan().coarseIntervals()][];
    for (int j = 0; j < propagated.length; j++) {
      propagated[j] =
          propagation.adjoint(j, interval.states()[j], interval.adjoints()[j]);
    }
    return propagated;
  }
}
