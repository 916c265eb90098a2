package org.layerparallel.sweep;

import java.util.List;
import org.layerparallel.linalg.ExampleBlocks;
import org.layerparallel.network.Classification;

/**
 * A level whose cells have the whole network each, both ends included, and the examples of one example block: nothing
 * of the size of the data leaves them. Serial propagation within, sums over the example blocks outside.
 */
public final class WholeNetwork {

  private final Cells cells;
  private Proposal proposal;
  private List<WeightReport> reports;

  /**
   * @param cells cells of an only layer interval, which have their examples
   */
  public WholeNetwork(Cells cells) {
    this.cells = cells;
  }

  /**
   * Loss and hits at a state.
   *
   * @param tally over all examples
   * @param classificationGradient the loss's gradient by the classification's weights
   */
  public record AtState(Classification.Tally tally, double[] classificationGradient) {}

  /**
   * The gradient.
   *
   * @param opening the loss's gradient by the opening's weights
   * @param dots see {@link WeightBlock#dots}
   */
  public record Gradient(double[] opening, double[] dots) {}

  /** The next superstep moves the weights to {@code next}. */
  public void propose(Proposal next) {
    proposal = next;
  }

  /** The latest report on the candidate weights. */
  public List<WeightReport> reports() {
    return reports;
  }

  /**
   * The state, from the features to the loss: one superstep.
   *
   * @param opening the opening's candidate weights
   * @param classification the classification's candidate weights
   */
  public AtState propagate(double[] opening, double[] classification) {
    cells.narration().step("state");
    boolean report = reports == null || proposal != null;
    List<StatePass.Result> results =
        cells.advanceAll(
            new StatePass(), new StatePass.Message(proposal, report, opening, classification));
    proposal = null;
    if (report) {
      reports = List.of(results.get(0).report());
    }
    return new AtState(
        results.stream()
            .map(StatePass.Result::tally)
            .reduce(Classification.Tally::plus)
            .orElseThrow(),
        ExampleBlocks.sum(
            results.stream().map(StatePass.Result::classificationGradient).toList()));
  }

  /**
   * The adjoint, and the gradient at it: one superstep for the example blocks' parts, one in which their sum is
   * accepted.
   *
   * @param opening the opening's candidate weights
   * @param memory what the optimizer remembers
   */
  public Gradient differentiate(double[] opening, WeightBlock.Memory memory) {
    cells.narration().step("adjoint and gradient");
    List<AdjointPass.Result> parts = cells.advanceAll(new AdjointPass(), opening);
    double[] residual = ExampleBlocks.sum(parts.stream().map(AdjointPass.Result::residual).toList());
    List<double[]> dots = cells.accept(List.of(new Acceptance.Message(residual, null, null, memory)));
    return new Gradient(
        ExampleBlocks.sum(parts.stream().map(AdjointPass.Result::opening).toList()), dots.get(0));
  }
}
