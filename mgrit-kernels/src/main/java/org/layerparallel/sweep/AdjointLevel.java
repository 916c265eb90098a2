package org.layerparallel.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The adjoint on the finest level: point 0 is lambda_N, point M is lambda_0. The last correction of the state travels
 * with its first sweep.
 */
public final class AdjointLevel extends SweptLevel {

  private final StateLevel state;

  /**
   * @param state the state, which is solved before
   */
  public AdjointLevel(Cells cells, StateLevel state) {
    super(Equation.ADJOINT, cells);
    this.state = state;
  }

  /**
   * The gradient, after the last relaxation.
   *
   * @param before weights of the layer before each interval, first entry null
   * @param after weights of the layer after each interval, last entry null
   * @param memory what the optimizer remembers
   * @param rule which adjoints the gradient is taken with
   */
  public List<GradientSweep.Result> gradient(
      double[][] before, double[][] after, WeightBlock.Memory memory, GradientRule rule) {
    List<GradientSweep.Message> messages = new ArrayList<>();
    for (int i = 0; i < cells().grid().intervals(); i++) {
      messages.add(
          new GradientSweep.Message(
              new LossGradient.Message(Blocks.of(state.unsent(i)), Blocks.of(unsent(i)), rule),
              new Acceptance.Message(null, before[i], after[i], memory)));
    }
    List<GradientSweep.Result> results = cells().gradient(messages);
    state.markSent();
    markSent();
    return results;
  }

  /**
   * Relaxation of the state and of this, at the states that the state's relaxation starts from: one superstep each
   * sweep.
   */
  public void relaxWithState(int cfRelaxations) {
    for (int sweep = 0; sweep <= cfRelaxations; sweep++) {
      int number = sweep;
      cells().narration().sweep("state and adjoint", number);
      List<Sweep.Result> results =
          state.advance(
              i -> state.part(i, number, cfRelaxations), i -> part(i, number, cfRelaxations));
      markSent();
      state.took(number, cfRelaxations, results);
      took(number, cfRelaxations, results);
    }
  }

  @Override
  List<Sweep.Result> advance(IntFunction<Sweep.Part> part) {
    List<Sweep.Result> results =
        state.advance(i -> Sweep.Part.idle(state.unsent(i)), part);
    markSent();
    return results;
  }
}
