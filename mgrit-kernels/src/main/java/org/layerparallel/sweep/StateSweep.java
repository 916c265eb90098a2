package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;

/**
 * One relaxation of the state over a layer interval: sets the C-points and perhaps the weights it is told, and
 * propagates over every coarse interval.
 */
public final class StateSweep
    implements IntervalStep<LayerInterval, StateSweep.Message, StateSweep.Result> {

  /**
   * What an interval is told.
   *
   * @param trial new candidate weights; null to keep those there are
   * @param report whether a {@link WeightReport} is wanted
   * @param states new states at the left ends of its coarse intervals; null to keep those there are
   * @param left new state at its left end alone; null to keep it
   * @param mode what becomes of the propagated states
   */
  public record Message(
      Trial trial, boolean report, double[][] states, double[] left, SweepMode mode)
      implements Serializable {}

  /**
   * What it answers.
   *
   * @param states C-points at the left ends of its coarse intervals, where relaxation has changed them; otherwise null
   * @param propagated states propagated to the right ends of its coarse intervals, or to its own right end alone
   * @param report null where none was wanted
   */
  public record Result(double[][] states, double[][] propagated, WeightReport report)
      implements Serializable {}

  @Override
  public Advanced<LayerInterval, Result> apply(LayerInterval content, Message message) {
    LayerInterval interval = content;
    if (message.trial() != null) {
      interval = interval.withBlock(interval.block().tried(message.trial()));
    }
    if (message.states() != null) {
      interval = interval.withStates(message.states());
    }
    if (message.left() != null && message.mode() != SweepMode.SERIAL) {
      interval = interval.withStates(replaced(interval.states(), 0, message.left()));
    }
    WeightReport report = message.report() ? WeightReport.of(interval) : null;
    int count = interval.plan().coarseIntervals();
    return switch (message.mode()) {
      case IDLE -> new Advanced<>(interval, new Result(null, null, report));
      case SERIAL -> {
        Propagation propagation = new Propagation(interval, false);
        double[][] states = new double[count][];
        double[] u = message.left();
        for (int j = 0; j < count; j++) {
          states[j] = u;
          u = propagation.state(j, u);
        }
        yield new Advanced<>(
            interval.withStates(states), new Result(null, new double[][] {u}, report));
      }
      case TO_C_POINTS -> {
        double[][] propagated = propagate(interval);
        double[][] states = interval.states().clone();
        System.arraycopy(propagated, 0, states, 1, count - 1);
        double[][] end = {propagated[count - 1]};
        yield new Advanced<>(interval.withStates(states), new Result(null, end, report));
      }
      case RESIDUAL, RESIDUAL_AFTER_C -> {
        double[][] changed = message.mode() == SweepMode.RESIDUAL ? null : interval.states();
        yield new Advanced<>(interval, new Result(changed, propagate(interval), report));
      }
    };
  }

  private static double[][] propagate(LayerInterval interval) {
    Propagation propagation = new Propagation(interval, false);
    double[][] propagated = new double[interval.plan().coarseIntervals()][];
    for (int j = 0; j < propagated.length; j++) {
      propagated[j] = propagation.state(j, interval.states()[j]);
    }
    return propagated;
  }

  static double[][] replaced(double[][] blocks, int index, double[] block) {
    double[][] result = blocks.clone();
    result[index] = block;
    return result;
  }
}
