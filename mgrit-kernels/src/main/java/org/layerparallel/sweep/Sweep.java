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
    RESIDUAL_AFTER_C;

    /** Whether all coarse intervals propagate, each from its own start. */
    private boolean relaxes() {
      return this != IDLE && this != SERIAL;
    }
  }

  /**
   * The values that an interval is told of one equation.
   *
   * @param points new values at the starts of its coarse intervals; null to keep those there are
   * @param start new value at the interval's start alone, in the order of solution; null to keep it
   */
  record Told(Blocks points, Blocks start) implements Serializable {

    /** Nothing new. */
    static final Told NOTHING = new Told(null, null);

    private Told cut(ExampleBlocks blocks, int b, int width) {
      return new Told(Blocks.cut(points, blocks, b, width), Blocks.cut(start, blocks, b, width));
    }

    private static Told joined(List<Told> parts, ExampleBlocks blocks, int width) {
      return new Told(
          Blocks.joined(parts.stream().map(Told::points).toList(), blocks, width),
          Blocks.joined(parts.stream().map(Told::start).toList(), blocks, width));
    }
  }

  /** What an interval is told of both equations by who solves the coarse levels. */
  record Mail(Told state, Told adjoint) implements Serializable {

    /** What of it example block {@code b} is told. */
    Mail cut(ExampleBlocks blocks, int b, int width) {
      return new Mail(state.cut(blocks, b, width), adjoint.cut(blocks, b, width));
    }

    /** What an interval is told whose example blocks are told {@code parts}. */
    static Mail joined(List<Mail> parts, ExampleBlocks blocks, int width) {
      return new Mail(
          Told.joined(parts.stream().map(Mail::state).toList(), blocks, width),
          Told.joined(parts.stream().map(Mail::adjoint).toList(), blocks, width));
    }
  }

  /**
   * What all are to do.
   *
   * @param proposal new candidate weights; null to keep those there are
   * @param report whether a {@link WeightReport} is wanted
   * @param state what to do of the state
   * @param adjoint what to do of the adjoint
   */
  record Orders(Proposal proposal, boolean report, Mode state, Mode adjoint)
      implements Serializable {

    private boolean relaxBoth() {
      return state.relaxes() && adjoint.relaxes();
    }
  }

  /** What an interval is to do, and to do it with. */
  record Message(Orders orders, Mail mail) implements Serializable {

    /** What of it example block {@code b} is told. */
    Message cut(ExampleBlocks blocks, int b, int width) {
      return new Message(orders, mail.cut(blocks, b, width));
    }
  }

  /**
   * What it answers of one equation.
   *
   * @param starts C-points at which its coarse intervals start, where relaxation has changed them; otherwise null
   * @param propagated values at the ends of its coarse intervals, or at its own end alone
   */
  record Answer(Blocks starts, Blocks propagated) implements Serializable {

    private static Answer cut(Answer answer, ExampleBlocks blocks, int b, int width) {
      return answer == null
          ? null
          : new Answer(
              Blocks.cut(answer.starts, blocks, b, width),
              Blocks.cut(answer.propagated, blocks, b, width));
    }

    private static Answer joined(List<Answer> parts, ExampleBlocks blocks, int width) {
      return parts.get(0) == null
          ? null
          : new Answer(
              Blocks.joined(parts.stream().map(Answer::starts).toList(), blocks, width),
              Blocks.joined(parts.stream().map(Answer::propagated).toList(), blocks, width));
    }
  }

  /**
   * What it answers to who solves the coarse levels.
   *
   * @param state null where it was idle
   * @param adjoint null where it was idle
   */
  record Reply(Answer state, Answer adjoint) implements Serializable {

    /** What of it example block {@code b} has answered. */
    Reply cut(ExampleBlocks blocks, int b, int width) {
      return new Reply(Answer.cut(state, blocks, b, width), Answer.cut(adjoint, blocks, b, width));
    }

    /** What the cells of a layer interval answered, as one. */
    static Reply joined(List<Reply> parts, ExampleBlocks blocks, int width) {
      return new Reply(
          Answer.joined(parts.stream().map(Reply::state).toList(), blocks, width),
          Answer.joined(parts.stream().map(Reply::adjoint).toList(), blocks, width));
    }
  }

  /**
   * What it answers.
   *
   * @param report null where none was wanted, or another cell answers for the same layers
   */
  record Result(Reply reply, WeightReport report) implements Serializable {}

  /** An interval after its part of a sweep. */
  private record Swept(LayerInterval interval, Answer answer) {}

  @Override
  public Advanced<LayerInterval, Result> apply(
      LayerInterval content, Message message, Workers workers) {
    Orders orders = message.orders();
    Told state = message.mail().state();
    Told adjoint = message.mail().adjoint();
    LayerInterval interval = content.told(state.points(), adjoint.points());
    if (orders.proposal() != null) {
      interval = interval.proposed(orders.proposal(), workers);
    }
    WeightReport report =
        orders.report() && interval.plan().speaksForItsLayers() ? WeightReport.of(interval) : null;
    interval = startingFrom(interval, Equation.STATE, orders.state(), state);
    interval = startingFrom(interval, Equation.ADJOINT, orders.adjoint(), adjoint);
    if (orders.relaxBoth()) {
      return together(interval, orders, report, workers);
    }
    Swept one = swept(interval, Equation.STATE, orders.state(), state, workers);
    Swept both = swept(one.interval(), Equation.ADJOINT, orders.adjoint(), adjoint, workers);
    return new Advanced<>(
        both.interval(), new Result(new Reply(one.answer(), both.answer()), report));
  }

  /** Both from the C-points they are told, neither knowing what becomes of the other's. */
  private static Advanced<LayerInterval, Result> together(
      LayerInterval interval, Orders orders, WeightReport report, Workers workers) {
    Propagation propagation = new Propagation(interval, workers);
    Propagation.Both ends = propagation.both(interval.states(), interval.adjoints());
    LayerInterval after = interval.withFPoints(propagation.end());
    Swept state = relaxed(after, Equation.STATE, orders.state(), ends.states());
    Swept adjoint =
        relaxed(state.interval(), Equation.ADJOINT, orders.adjoint(), ends.adjoints());
    return new Advanced<>(
        adjoint.interval(), new Result(new Reply(state.answer(), adjoint.answer()), report));
  }

  private static LayerInterval startingFrom(
      LayerInterval interval, Equation equation, Mode mode, Told told) {
    if (told.start() == null || mode == Mode.SERIAL) {
      return interval;
    }
    double[][] starts = equation.starts(interval).clone();
    starts[equation.inOrder(0, starts.length)] = Blocks.array(told.start());
    return equation.withStarts(interval, starts);
  }

  private static Swept swept(
      LayerInterval interval, Equation equation, Mode mode, Told told, Workers workers) {
    if (mode == Mode.IDLE) {
      return new Swept(interval, null);
    }
    Propagation propagation = new Propagation(interval, workers);
    if (mode == Mode.SERIAL) {
      Propagation.Path path =
          equation.solved(propagation, interval, Blocks.array(told.start()));
      FPoints fPoints = propagation.end();
      return new Swept(
          equation.withStarts(interval, path.starts()).withFPoints(fPoints),
          new Answer(null, Blocks.of(path.end())));
    }
    double[][] propagated = equation.propagated(propagation, interval);
    return relaxed(interval.withFPoints(propagation.end()), equation, mode, propagated);
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
