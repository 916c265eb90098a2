package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.layerparallel.interval.IntervalBuild;
import org.layerparallel.interval.IntervalCut;

/**
 * Refinement of the residual layers: layer n becomes layers {@code r n .. r n + r - 1}, which repeat it or lie on the
 * line to layer n + 1; the last layer is repeated either way. The intervals are cut anew for the refined network. Cyr,
 * Guenther and Schroder (2019).
 *
 * @param factor r, at least 2
 * @param linear whether new layers lie on the line between their neighbours
 * @param plans intervals of the refined network
 */
public record Refinement(int factor, boolean linear, ArrayList<IntervalPlan> plans)
    implements Serializable {

  /**
   * Consecutive refined layers.
   *
   * @param first number of the first
   * @param weights of all of them
   */
  public record Piece(int first, double[] weights) implements Serializable {}

  /**
   * The interpolation alone.
   *
   * @param theta weights of consecutive layers
   * @param after weights of the layer after them; null if there is none
   * @param layerSize weights of a layer
   */
  public static double[] refine(
      double[] theta, double[] after, int layerSize, int factor, boolean linear) {
    double[] refined = new double[Math.multiplyExact(theta.length, factor)];
    for (int from = 0; from < theta.length; from += layerSize) {
      boolean end = from + layerSize == theta.length;
      double[] next = end ? after : theta;
      int nextAt = end ? 0 : from + layerSize;
      for (int k = 0; k < factor; k++) {
        int at = from * factor + k * layerSize;
        System.arraycopy(theta, from, refined, at, layerSize);
        if (linear && next != null) {
          double weight = (double) k / factor;
          for (int i = 0; i < layerSize; i++) {
            refined[at + i] += weight * (next[nextAt + i] - theta[from + i]);
          }
        }
      }
    }
    return refined;
  }

  /** Cuts an interval's refined layers by the new plans; the message is the layer after the interval, or empty. */
  public IntervalCut<LayerInterval, double[], Piece> cut() {
    return (interval, after) -> {
      int size = interval.plan().network().residualShape().size();
      double[] refined =
          refine(
              interval.block().candidate(),
              after.length == 0 ? null : after,
              size,
              factor,
              linear);
      int begin = interval.plan().firstLayer() * factor;
      int end = begin + interval.plan().layers() * factor;
      List<IntervalCut.Addressed<Piece>> pieces = new ArrayList<>();
      for (int i = 0; i < plans.size(); i++) {
        int from = Math.max(begin, plans.get(i).firstLayer());
        int to = Math.min(end, plans.get(i).firstLayer() + plans.get(i).layers());
        if (from < to) {
          double[] weights =
              Arrays.copyOfRange(refined, (from - begin) * size, (to - begin) * size);
          pieces.add(new IntervalCut.Addressed<>(i, new Piece(from, weights)));
        }
      }
      return pieces;
    };
  }

  /** Joins the pieces of a new interval. */
  public IntervalBuild<Piece, LayerInterval> build() {
    return (i, pieces) -> {
      IntervalPlan plan = plans.get(i);
      int size = plan.network().residualShape().size();
      double[] weights = new double[plan.layers() * size];
      for (Piece piece : pieces) {
        int at = (piece.first() - plan.firstLayer()) * size;
        System.arraycopy(piece.weights(), 0, weights, at, piece.weights().length);
      }
      return LayerInterval.of(plan, weights);
    };
  }
}
