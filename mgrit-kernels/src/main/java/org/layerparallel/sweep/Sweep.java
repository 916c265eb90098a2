package org.layerparallel.sweep;

import java.io.Serializable;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.linalg.Workers;

/**
 * One relaxation of state or adjoint over a layer interval: takes the C-points, and perhaps the weights, it is told and
 * propagates over every coarse interval. The states that an adjoint sweep needs at F-points are recomputed on the way.
 *
 * @param equation which of the two
 */
record Sweep(Equation equation) implements IntervalStep<LayerInterval, Sweep.Message, Sweep.Result> {

  /** What a sweep does with the values it propagates to the ends of the coarse intervals. */
  enum Mode {
    /** Nothing is propagated in this interval. */
    IDLE,
    /** Each is the start of the next coarse interval at once: serial propagation from the interval's given start. */
    SERIAL,
    /** C-relaxation: they become the C-points; the one at the interval's end is answered. */
    TO_C_POINTS,
    /** They are answered, for the residual; the C-points are those the caller set. */
    RESIDUAL,
    /** They are answered, and so are the C-points, which C-relaxation has changed since the caller set them. */
    RESIDUAL_AFTER_C
  }

  /**
   * What an interval is told.
   *
   * @param trial new candidate weights; null to keep those there are
   * @param report whether a {@link WeightReport} is wanted
   * @param states new states at the left ends of its coarse intervals; null to keep those there are
   * @param adjoints new adjoints at the right ends of its coarse intervals; null to keep those there are
   * @param start new value at the interval's start alone, in the order of solution; null to keep it
   * @param mode what becomes of the propagated values
   */
  record Message(
      Trial trial,
      boolean report,
      Blocks states,
      Blocks adjoints,
      Blocks start,
      Mode mode)
      implements Serializable {}

  /**
   * What it answers.
   *
   * @param starts C-points at which its coarse intervals start, where relaxation has changed them; otherwise null
   * @param propagated values at the ends of its coarse intervals, or at its own end alone
   * @param report null where none was wanted
   */
  record Result(Blocks starts, Blocks propagated, WeightReport report)
      implements Serializable {}

  @Override
  public Advanced<LayerInterval, Result> apply(
      LayerInterval content, Message message, Workers workers) {
    LayerInterval interval = content.told(message.states(), message.adjoints());
    if (message.trial() != null) {
      interval = interval.tried(message.trial(), workers);
    }
    WeightReport report = message.report() ? WeightReport.of(interval) : null;
    return switch (message.mode()) {
      case IDLE -> new Advanced<>(interval, new Result(null, null, report));
      case SERIAL -> serial(interval, Blocks.array(message.start()), report, workers);
      case TO_C_POINTS, RESIDUAL, RESIDUAL_AFTER_C ->
          relaxed(
              startingFrom(interval, Blocks.array(message.start())),
              message.mode(),
              report,
              workers);
    };
  }

  private LayerInterval startingFrom(LayerInterval interval, double[] start) {
    if (start == null) {
      return interval;
    }
    double[][] starts = equation.starts(interval).clone();
    starts[equation.inOrder(0, starts.length)] = start;
    return equation.withStarts(interval, starts);
  }

  private Advanced<LayerInterval, Result> serial(
      LayerInterval interval, double[] start, WeightReport report, Workers workers) {
    Propagation propagation = new Propagation(interval, workers);
    Propagation.Path path = equation.solved(propagation, interval, start);
    FPoints fPoints = propagation.end();
    return new Advanced<>(
        equation.withStarts(interval, path.starts()).withFPoints(fPoints),
        new Result(null, Blocks.of(path.end()), report));
  }

  private Advanced<LayerInterval, Result> relaxed(
      LayerInterval interval, Mode mode, WeightReport report, Workers workers) {
    Propagation propagation = new Propagation(interval, workers);
    double[][] starts = equation.starts(interval);
    double[][] propagated = equation.propagated(propagation, interval);
    LayerInterval swept = interval.withFPoints(propagation.end());
    if (mode != Mode.TO_C_POINTS) {
      Blocks changed = mode == Mode.RESIDUAL_AFTER_C ? Blocks.of(starts) : null;
      return new Advanced<>(swept, new Result(changed, Blocks.of(propagated), report));
    }
    int count = interval.plan().coarseIntervals();
    double[][] relaxed = starts.clone();
    for (int k = 1; k < count; k++) {
      relaxed[equation.inOrder(k, count)] = propagated[equation.inOrder(k - 1, count)];
    }
    double[] end = propagated[equation.inOrder(count - 1, count)];
    return new Advanced<>(
        equation.withStarts(swept, relaxed), new Result(null, Blocks.of(end), report));
  }
}
