package org.layerparallel.sweep;

/** The two equations that sweeps solve: the state's, from the first layer to the last, and the adjoint's, back. */
public enum Equation {
  STATE("the state"),
  ADJOINT("the adjoint");

  private final String text;

  Equation(String text) {
    this.text = text;
  }

  /** What is solved for, in words. */
  String text() {
    return text;
  }

  /** The k-th of {@code count} intervals in the order of solution; it goes for coarse intervals as for layer intervals. */
  int inOrder(int k, int count) {
    return this == STATE ? k : count - 1 - k;
  }

  /**
   * Where, among the M + 1 C-points in the order of solution, coarse interval j of a layer interval starts; it ends at the
   * next one.
   *
   * @param last M
   */
  int start(IntervalPlan plan, int j, int last) {
    int left = plan.first() + j;
    return this == STATE ? left : last - (left + 1);
  }

  /** The C-points of an interval that this equation is solved for. */
  double[][] starts(LayerInterval interval) {
    return this == STATE ? interval.states() : interval.adjoints();
  }

  /** What an interval answered of this equation. */
  Sweep.Answer answer(Sweep.Reply reply) {
    return this == STATE ? reply.state() : reply.adjoint();
  }

  LayerInterval withStarts(LayerInterval interval, double[][] starts) {
    return this == STATE ? interval.withStates(starts) : interval.withAdjoints(starts);
  }

  /** Psi, or its adjoint, of every coarse interval of {@code interval}, from their starts. */
  double[][] propagated(Propagation propagation, LayerInterval interval) {
    return this == STATE
        ? propagation.states(interval.states())
        : propagation.adjoints(interval.states(), interval.adjoints());
  }

  /** The solution within {@code interval} from the value at its start. */
  Propagation.Path solved(Propagation propagation, LayerInterval interval, double[] start) {
    return this == STATE
        ? propagation.statesFrom(start)
        : propagation.adjointsFrom(interval.states(), start);
  }
}
