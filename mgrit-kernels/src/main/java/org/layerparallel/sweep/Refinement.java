package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.layerparallel.interval.IntervalBuild;
import org.layerparallel.interval.IntervalCut;
import org.layerparallel.network.LabelledBlock;
import org.layerparallel.network.Network;

/**
 * Refinement of the residual layers, and of the optimizer's pairs where they are carried over. The intervals are cut
 * anew for the refined network; each new one is sent the coarse layers that its own are made of, wherever they lie, and
 * interpolates. Example blocks stay as they are, so nothing goes from one to another.
 *
 * @param interpolation how fine layers follow from coarse ones
 * @param coarse the network that is refined
 * @param cells of the refined network, whose number of layers is a multiple of the coarse one's; with the same example
 *     blocks
 */
public record Refinement(Interpolation interpolation, Network coarse, CellGrid cells)
    implements Serializable {

  /**
   * Consecutive coarse layers on their way to a new interval.
   *
   * @param vectors their weights; their steps, oldest first; their gradient changes
   * @param examples of the cell that it comes from, or null
   */
  public record Piece(ArrayList<Layers> vectors, LabelledBlock examples) implements Serializable {}

  /**
   * The interpolation alone.
   *
   * @param theta weights of all {@code layers} coarse layers
   */
  public static double[] refine(
      Interpolation interpolation, double[] theta, int layers, int factor) {
    Layers all = new Layers(0, theta.length / layers, theta);
    return interpolation.refine(all, factor, layers, 0, layers * factor).values();
  }

  /** Cuts an interval's layers by the new ones; the message says which of its pairs are carried over, increasing. */
  public IntervalCut<LayerInterval, int[], Piece> cut() {
    return (interval, carried) -> {
      List<Layers> vectors = vectors(interval, carried);
      List<IntervalCut.Addressed<Piece>> pieces = new ArrayList<>();
      int exampleBlock = interval.plan().exampleBlock();
      for (int i = exampleBlock; i < plans().size(); i += cells.blocks().count()) {
        int from = neededFrom(plans().get(i));
        int to = neededTo(plans().get(i));
        if (vectors.get(0).meets(from, to)) {
          ArrayList<Layers> parts = new ArrayList<>();
          vectors.forEach(vector -> parts.add(vector.within(from, to)));
          pieces.add(new IntervalCut.Addressed<>(i, new Piece(parts, interval.examples())));
        }
      }
      return pieces;
    };
  }

  /** Makes a new interval's layers of the pieces that reached it. */
  public IntervalBuild<Piece, LayerInterval> build() {
    return (i, pieces) -> {
      IntervalPlan plan = plans().get(i);
      List<Layers> vectors = new ArrayList<>();
      for (int v = 0; v < pieces.get(0).vectors().size(); v++) {
        int number = v;
        vectors.add(Layers.joined(pieces.stream().map(p -> p.vectors().get(number)).toList()));
      }
      int pairs = vectors.size() / 2;
      double[][] steps = new double[pairs][];
      double[][] changes = new double[pairs][];
      RefinedChange change = new RefinedChange(this, plan);
      for (int pair = 0; pair < pairs; pair++) {
        Layers step = vectors.get(1 + pair);
        steps[pair] = refined(step, plan.firstLayer(), plan.endLayer()).values();
        changes[pair] = change.of(step, vectors.get(1 + pairs + pair)).values();
      }
      Layers weights = refined(vectors.get(0), plan.firstLayer(), plan.endLayer());
      WeightBlock block =
          WeightBlock.ofEqualLayers(plan.layers(), weights.size(), weights.values());
      return LayerInterval.awaiting(plan, pieces.get(0).examples())
          .replaced(block.withPairs(steps, changes));
    };
  }

  /** The fine layers from {@code from} to before {@code to} of a vector, from as many coarse ones as they need. */
  Layers refined(Layers vector, int from, int to) {
    return interpolation.refine(vector, factor(), coarse.layers(), from, to);
  }

  int factor() {
    return fine().layers() / coarse.layers();
  }

  Network fine() {
    return cells.network();
  }

  private List<IntervalPlan> plans() {
    return cells.plans();
  }

  /**
   * The first coarse layer an interval needs. Regularizers couple neighbouring layers, so these are the layers of which
   * its own and their neighbours are made, and the neighbours of those.
   */
  private int neededFrom(IntervalPlan plan) {
    int first = Math.max(0, plan.firstLayer() - 1);
    return Math.max(0, interpolation.stencil(first, factor(), coarse.layers()).first() - 1);
  }

  /** The coarse layer after the last it needs. */
  private int neededTo(IntervalPlan plan) {
    int last = Math.min(fine().layers() - 1, plan.endLayer());
    return Math.min(
        coarse.layers(), interpolation.stencil(last, factor(), coarse.layers()).end() + 1);
  }

  private static List<Layers> vectors(LayerInterval interval, int[] carried) {
    WeightBlock block = interval.block().restarted(carried);
    int first = interval.plan().firstLayer();
    int size = interval.plan().network().residualShape().size();
    return Stream.of(new double[][] {block.candidate()}, block.steps(), block.changes())
        .flatMap(Arrays::stream)
        .map(vector -> new Layers(first, size, vector))
        .toList();
  }
}
