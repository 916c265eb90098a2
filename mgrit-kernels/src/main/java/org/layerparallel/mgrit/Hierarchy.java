package org.layerparallel.mgrit;

import java.util.ArrayList;
import java.util.List;

/**
 * The grids of a multigrid hierarchy, finest first. There are always at least two: where the network is too shallow to
 * be coarsened, the second has one step over all layers, and relaxation alone is serial propagation.
 */
public final class Hierarchy {

  private final List<TimeGrid> grids;
  private final List<Integer> factors;

  private Hierarchy(List<TimeGrid> grids, List<Integer> factors) {
    this.grids = List.copyOf(grids);
    this.factors = List.copyOf(factors);
  }

  /** The hierarchy for {@code layers} residual layers. */
  public static Hierarchy of(int layers, CycleSettings settings) {
    List<TimeGrid> grids = new ArrayList<>();
    List<Integer> factors = new ArrayList<>();
    TimeGrid finest = TimeGrid.ofLayers(layers);
    grids.add(finest);
    TimeGrid grid = finest;
    while (grids.size() < settings.maxLevels()) {
      int factor = settings.coarseningAt(grids.size() - 1);
      TimeGrid coarser = grid.coarsen(factor);
      if (coarser.steps() < settings.minCoarseSteps() || coarser.steps() == grid.steps()) {
        break;
      }
      grids.add(coarser);
      factors.add(factor);
      grid = coarser;
    }
    if (grids.size() == 1) {
      grids.add(finest.coarsen(layers));
      factors.add(layers);
    }
    return new Hierarchy(grids, factors);
  }

  /** Number of levels, at least 2. */
  public int levels() {
    return grids.size();
  }

  /** The grid of a level; 0 is the finest. */
  public TimeGrid grid(int level) {
    return grids.get(level);
  }

  /** The C-points of the finest level. */
  public TimeGrid cPoints() {
    return grids.get(1);
  }

  /** Coarsening factor from {@code level} to the next coarser one. */
  public int factor(int level) {
    return factors.get(level);
  }
}
