package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.List;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.linalg.Workers;

/**
 * One relaxation over a layer interval, of the state, of the adjoint, or of both: takes the C-points, and perhaps the
 * weights, it is told and propagates over every coarse interval. The adjoint is relaxed at the states at the C-points.
 */
record Sweep() implements IntervalStep<LayerInterval, Sweep.Message, Sweep.Result> {

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
   * What an interval is told of one equation.
   *
   * @param points new values at the starts of its coarse intervals; null to keep those there are
   * @param start new value at the interval's start alone, in the order of solution; null to keep it
   * @param mode what becomes of the propagated values
   */
  record Part(Blocks points, Blocks start, Mode mode) implements Serializable {
    /** New points, or null, and nothing to do. */
    static Part idle(double[][] points) {
      return new Part(Blocks.of(points), null, Mode.IDLE);
    }

    /** Whether all coarse intervals propagate, each from its own start. */
    boolean relaxes() {
      return mode != Mode.IDLE && mode != Mode.SERIAL;
    }

    private Part cut(ExampleBlocks blocks, int b, int width) {
      return new Part(Blocks.cut(points, blocks, b, width), Blocks.cut(start, blocks, b, width), mode);
    }
  }

  /**
   * What an interval is told.
   *
   * @param proposal new candidate weights; null to keep those there are
   * @param report whether a {@link WeightReport} is wanted
   */
  record Message(Proposal proposal, boolean report, Part state, Part adjoint) implements Serializable {

    /** What of it example block {@code b} is told. */
    Message cut(ExampleBlocks blocks, int b, int width) {
      return new Message(proposal, report, state.cut(blocks, b, width), adjoint.cut(blocks, b, width));
    }
  }

  /**
   * What it answers of one equation.
   *
   * @param starts C-points at which its coarse intervals start, where relaxation has changed them; otherwise null
   * @param propagated values at the ends of its coarse intervals, or at its own end alone
   */
  record Answer(Blocks starts, Blocks propagated) implements Serializable {

    private static Answer joined(List<Answer> parts, ExampleBlocks blocks, int width) {
      return parts.get(0) == null
          ? null
          : new Answer(
              Blocks.joined(parts.stream().map(Answer::starts).toList(), blocks, width),
              Blocks.joined(parts.stream().map(Answer::propagated).toList(), blocks, width));
    }
  }

  /**
   * What it answers.
   *
   * @param state null where it was idle
   * @param adjoint null where it was idle
   * @param report null where none was wanted, or another cell answers for the same layers
   */
  record Result(Answer state, Answer adjoint, WeightReport report) implements Serializable {

    /** What the cells of a layer interval answered, as one. */
    static Result joined(List<Result> parts, ExampleBlocks blocks, int width) {
      return new Result(
          Answer.joined(parts.stream().map(Result::state).toList(), blocks, width),
          Answer.joined(parts.stream().map(Result::adjoint).toList(), blocks, width),
          parts.get(0).report());
    }
  }

  /** An interval after its part of a sweep. */
  private record Swept(LayerInterval interval, Answer answer) {}

  @Override
  public Advanced<LayerInterval, Result> apply(
      LayerInterval content, Message message, Workers workers) {
    LayerInterval interval = content.told(message.state().points(), message.adjoint().points());
    if (message.proposal() != null) {
      interval = interval.proposed(message.proposal(), workers);
    }
    WeightReport report =
        message.report() && interval.plan().speaksForItsLayers() ? WeightReport.of(interval) : null;
    interval = startingFrom(interval, Equation.STATE, message.state());
    interval = startingFrom(interval, Equation.ADJOINT, message.adjoint());
    if (message.state().relaxes() && message.adjoint().relaxes()) {
      return together(interval, message, report, workers);
    }
    Swept state = swept(interval, Equation.STATE, message.state(), workers);
    Swept adjoint = swept(state.interval(), Equation.ADJOINT, message.adjoint(), workers);
    return new Advanced<>(
        adjoint.interval(), new Result(state.answer(), adjoint.answer(), report));
  }

  /** Both from the C-points they are told, neither knowing what becomes of the other's. */
  private static Advanced<LayerInterval, Result> together(
      LayerInterval interval, Message message, WeightReport report, Workers workers) {
    Propagation propagation = new Propagation(interval, workers);
    Propagation.Both ends = propagation.both(interval.states(), interval.adjoints());
    LayerInterval after = interval.withFPoints(propagation.end());
    Swept state = relaxed(after, Equation.STATE, message.state().mode(), ends.states());
    Swept adjoint =
        relaxed(state.interval(), Equation.ADJOINT, message.adjoint().mode(), ends.adjoints());
    return new Advanced<>(
        adjoint.interval(), new Result(state.answer(), adjoint.answer(), report));
  }

  private static LayerInterval startingFrom(
      LayerInterval interval, Equation equation, Part part) {
    if (part.start() == null || part.mode() == Mode.SERIAL) {
      return interval;
    }
    double[][] starts = equation.starts(interval).clone();
    starts[equation.inOrder(0, starts.length)] = Blocks.array(part.start());
    return equation.withStarts(interval, starts);
  }

  private static Swept swept(
      LayerInterval interval, Equation equation, Part part, Workers workers) {
    if (part.mode() == Mode.IDLE) {
      return new Swept(interval, null);
    }
    Propagation propagation = new Propagation(interval, workers);
    if (part.mode() == Mode.SERIAL) {
      Propagation.Path path =
          equation.solved(propagation, interval, Blocks.array(part.start()));
      FPoints fPoints = propagation.end();
      return new Swept(
          equation.withStarts(interval, path.starts()).withFPoints(fPoints),
          new Answer(null, Blocks.of(path.end())));
    }
    double[][] propagated = equation.propagated(propagation, interval);
    return relaxed(interval.withFPoints(propagation.end()), equation, part.mode(), propagated);
  }

  /**
   * What becomes of an interval, and is answered, when {@code propagated} has arrived at the ends of its coarse
   * intervals.
   */
  private static Swept relaxed(
      LayerInterval interval, Equation equation, Mode mode, double[][] propagated) {
    double[][] starts = equation.starts(interval);
    if (mode != Mode.TO_C_POINTS) {
      Blocks changed = mode == Mode.RESIDUAL_AFTER_C ? Blocks.of(starts) : null;
      return new Swept(interval, new Answer(changed, Blocks.of(propagated)));
    }
    int count = interval.plan().coarseIntervals();
    double[][] relaxed = starts.clone();
    for (int k = 1; k < count; k++) {
      relaxed[equation.inOrder(k, count)] = propagated[equation.inOrder(k - 1, count)];
    }
    double[] end = propagated[equation.inOrder(count - 1, count)];
    return new Swept(
        equation.withStarts(interval, relaxed), new Answer(null, Blocks.of(end)));
  }
}
