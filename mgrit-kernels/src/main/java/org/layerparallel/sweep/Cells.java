package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.layerparallel.interval.IntervalStep;
import org.layerparallel.interval.Intervals;
import org.layerparallel.interval.Narration;
import org.layerparallel.linalg.ExampleBlocks;

/**
 * The cells of a level as layer intervals over all examples: what is told to a layer interval is cut for its cells,
 * what these answer is put together. Who solves a level so knows nothing of example blocks.
 */
public final class Cells {

  private final Intervals<LayerInterval> intervals;
  private final CellGrid grid;

  /**
   * @param intervals the cells
   * @param grid their plans
   */
  public Cells(Intervals<LayerInterval> intervals, CellGrid grid) {
    this.intervals = intervals;
    this.grid = grid;
  }

  /** How they are cut. */
  public CellGrid grid() {
    return grid;
  }

  /** What the next superstep is for. */
  public Narration narration() {
    return intervals.narration();
  }

  /** One superstep that sweeps; a message and a result for each layer interval. */
  List<Sweep.Result> sweep(List<Sweep.Message> messages) {
    List<Sweep.Result> answers =
        advance(new Sweep(), messages, (message, b) -> message.cut(grid.blocks(), b, width()));
    List<Sweep.Result> results = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      List<Sweep.Result> ofInterval = grid.ofInterval(answers, i);
      results.add(
          new Sweep.Result(
              Sweep.Reply.joined(ofInterval.stream().map(Sweep.Result::reply).toList(), grid.blocks(), width()),
              ofInterval.get(0).report()));
    }
    return results;
  }

  /**
   * The gradient, with a message and a result for each layer interval: one superstep, or two where example blocks have
   * parts of the gradient that must be summed before the optimizer makes anything of them.
   */
  List<GradientSweep.Result> gradient(List<GradientSweep.Message> messages) {
    if (grid.blocks().count() == 1) {
      return intervals.advance(new GradientSweep(), messages);
    }
    List<LossGradient.Result> parts =
        advance(
            new LossGradient(),
            messages.stream().map(GradientSweep.Message::loss).toList(),
            (message, b) -> message.cut(grid.blocks(), b, width()));
    List<double[]> dots =
        acceptSum(
            parts.stream().map(LossGradient.Result::gradient).toList(),
            messages.stream().map(GradientSweep.Message::acceptance).toList());
    List<GradientSweep.Result> results = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      List<LossGradient.Result> ofInterval = grid.ofInterval(parts, i);
      Blocks first =
          Blocks.joined(
              ofInterval.stream().map(LossGradient.Result::relaxedFirst).toList(), grid.blocks(), width());
      results.add(new GradientSweep.Result(dots.get(i), first));
    }
    return results;
  }

  /**
   * The superstep in which the sum of the cells' parts of the gradient is accepted.
   *
   * @param parts one for each cell
   * @param acceptances for each layer interval, without the gradient
   * @return dot products for each layer interval
   */
  List<double[]> acceptSum(List<double[]> parts, List<Acceptance.Message> acceptances) {
    List<Acceptance.Message> summed = new ArrayList<>(acceptances.size());
    for (int i = 0; i < acceptances.size(); i++) {
      summed.add(acceptances.get(i).of(ExampleBlocks.sum(grid.ofInterval(parts, i))));
    }
    return accept(summed);
  }

  /**
   * The superstep in which a gradient that was summed is accepted; a message and dot products for each layer
   * interval.
   */
  List<double[]> accept(List<Acceptance.Message> messages) {
    narration().step("sum of the gradient");
    List<double[]> dots = advance(new Acceptance(), messages, (message, b) -> message);
    List<double[]> ofIntervals = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      ofIntervals.add(grid.ofInterval(dots, i).get(0));
    }
    return ofIntervals;
  }

  /** One superstep with the same message to all cells. */
  <M extends Serializable, R extends Serializable> List<R> advanceAll(
      IntervalStep<LayerInterval, M, R> step, M message) {
    return intervals.advance(step, Collections.nCopies(grid.plans().size(), message));
  }

  private interface Cut<M> {
    M apply(M message, int exampleBlock);
  }

  private <M extends Serializable, R extends Serializable> List<R> advance(
      IntervalStep<LayerInterval, M, R> step, List<M> messages, Cut<M> cut) {
    ExampleBlocks blocks = grid.blocks();
    List<M> told = new ArrayList<>(grid.plans().size());
    for (M message : messages) {
      for (int b = 0; b < blocks.count(); b++) {
        told.add(cut.apply(message, b));
      }
    }
    return intervals.advance(step, told);
  }

  private int width() {
    return grid.network().width();
  }
}
