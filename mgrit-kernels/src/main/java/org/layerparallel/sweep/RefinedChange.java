package org.layerparallel.sweep;

import org.layerparallel.network.Network;
import org.layerparallel.objective.ResidualRegularizer;

/**
 * The gradient change y of a pair in a refined network. The step is interpolated as weights are, {@code P s}. Of y, the
 * regularizers' part {@code R s} is known on either level, as they are quadratic; the loss's is h times a function of
 * time, which is interpolated too:
 *
 * <pre>
 *   y_fine = q P (y - R_coarse s) + R_fine P s,   q = h_fine / h_coarse
 * </pre>
 */
final class RefinedChange {

  private final Refinement refinement;
  private final IntervalPlan plan;
  private final ResidualRegularizer coarse;
  private final ResidualRegularizer fine;

  /**
   * @param plan the interval of the refined network
   */
  RefinedChange(Refinement refinement, IntervalPlan plan) {
    this.refinement = refinement;
    this.plan = plan;
    this.coarse = regularizer(refinement.coarse());
    this.fine = regularizer(plan.network());
  }

  /**
   * The change by the interval's weights.
   *
   * @param step the coarse step, on the layers that the interval needs
   * @param change the coarse change, on the same
   */
  Layers of(Layers step, Layers change) {
    int from = plan.firstLayer();
    int to = plan.endLayer();
    // Where the layers end but not the network, the outermost one's coupling is incomplete; nothing is made of it.
    Layers loss = change.plus(-1, gradient(coarse, step));
    Layers shared =
        refinement.refined(loss, from, to).times(refinement.interpolation().share(refinement.factor()));
    Layers fineStep =
        refinement.refined(
            step, Math.max(0, from - 1), Math.min(to + 1, plan.network().layers()));
    return shared.plus(1, gradient(fine, fineStep).within(from, to));
  }

  /** The regularizer's gradient at {@code theta}, which is linear in it. */
  private static Layers gradient(ResidualRegularizer regularizer, Layers theta) {
    double[] gradient = new double[theta.values().length];
    regularizer.addGradient(theta.values(), null, null, gradient);
    return new Layers(theta.first(), theta.size(), gradient);
  }

  private ResidualRegularizer regularizer(Network network) {
    return new ResidualRegularizer(
        plan.regularization(), network.h(), network.residualShape().size());
  }
}
