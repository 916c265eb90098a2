package org.layerparallel.sweep;

import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;
import org.layerparallel.network.Network;
import org.layerparallel.network.ResidualLayer;

/**
 * Propagation over the coarse intervals of one layer interval: Psi of the state, its adjoint, and the gradient. Every tile
 * runs through all of them on its own, in buffers of a tile, and threads share the tiles. F-points are never stored but
 * where {@link FPoints} keeps them: the adjoint recomputes the states it needs, which costs one product a layer.
 */
final class Propagation {

  private final IntervalPlan plan;
  private final Tiling tiling;
  private final double[] theta;
  private final int layerSize;
  private final int width;
  private final double h;
  private final Workers workers;
  private final FPoints present;
  private final FPoints.Lease kept;
  private final Buffers[] buffers;

  /** C-points that serial propagation passed, starts of the coarse intervals in their order, and where it ended. */
  record Path(double[][] starts, double[] end) {}

  /** What was propagated to the ends of the coarse intervals. */
  record Both(double[][] states, double[][] adjoints) {}

  /**
   * Propagation in {@code interval} at its candidate weights; must be {@link #end}ed.
   *
   * @param workers threads to share the tiles
   */
  Propagation(LayerInterval interval, Workers workers) {
    this.plan = interval.plan();
    this.tiling = plan.tiling();
    this.theta = interval.block().candidate();
    Network network = plan.network();
    this.layerSize = network.residualShape().size();
    this.width = network.width();
    this.h = network.h();
    this.workers = workers;
    this.buffers = new Buffers[workers.count()];
    this.present = interval.fPoints();
    this.kept = present.lease(plan);
  }

  /** The F-points as they are now; nothing may be propagated after that. */
  FPoints end() {
    return kept == null ? present : kept.release();
  }

  /**
   * {@code Psi_j(u_j)} of every coarse interval j.
   *
   * @param starts u_j, blocks of width x examples
   */
  double[][] states(double[][] starts) {
    double[][] ends = blocks(tiling.blockLength(width));
    shareTiles(
        tiling.tiles(),
        (own, t) -> {
          for (int j = 0; j < ends.length; j++) {
            propagateState(own, j, t, starts[j], ends[j]);
          }
        });
    return ends;
  }

  /** The state from {@code start}, a block of width x examples, through all layers. */
  Path statesFrom(double[] start) {
    double[][] starts = blocks(start.length);
    starts[0] = start;
    double[] end = new double[start.length];
    shareTiles(
        tiling.tiles(),
        (own, t) -> {
          boolean keeping = kept != null && t < tiling.trainingTiles();
          double[] u = keeping ? kept.states(t)[0] : own.u;
          load(start, t, u);
          for (int j = 0; j < starts.length; j++) {
            if (j > 0) {
              store(u, t, starts[j]);
            }
            for (int k = first(j); k < first(j + 1); k++) {
              u = keeping ? keptStep(own, t, k) : own.step(k, tiling.size(t));
            }
          }
          store(u, t, end);
        });
    wroteSlopes();
    return new Path(starts, end);
  }

  /**
   * {@code Psi*_j(lambda_j)} of every coarse interval j, over the training examples.
   *
   * @param states at the left ends of the coarse intervals, blocks of width x examples
   * @param starts lambda_j, at their right ends, blocks of width x training
   */
  double[][] adjoints(double[][] states, double[][] starts) {
    double[][] ends = blocks(tiling.trainingLength(width));
    shareTiles(
        tiling.trainingTiles(),
        (own, t) -> {
          for (int j = 0; j < ends.length; j++) {
            own.findToKeep(states, j, t);
            load(starts[j], t, own.lambda);
            for (int k = first(j + 1) - 1; k >= first(j); k--) {
              own.adjointStep(k, tiling.size(t));
            }
            store(own.lambda, t, ends[j]);
          }
        });
    wroteSlopes();
    return ends;
  }

  /**
   * {@link #states} and {@link #adjoints} at once: the slopes that the adjoint needs come with the steps of the state.
   */
  Both both(double[][] states, double[][] adjoints) {
    double[][] ends = blocks(tiling.blockLength(width));
    double[][] adjointEnds = blocks(tiling.trainingLength(width));
    shareTiles(
        tiling.tiles(),
        (own, t) -> {
          int n = tiling.size(t);
          for (int j = 0; j < ends.length; j++) {
            if (t >= tiling.trainingTiles()) {
              propagateState(own, j, t, states[j], ends[j]);
              continue;
            }
            own.useOwn(j);
            load(states[j], t, own.state(first(j)));
            own.stepsWithSlopes(j, n, own.u);
            store(own.u, t, ends[j]);
            load(adjoints[j], t, own.lambda);
            for (int k = first(j + 1) - 1; k >= first(j); k--) {
              own.adjointStep(k, n);
            }
            store(own.lambda, t, adjointEnds[j]);
          }
        });
    return new Both(ends, adjointEnds);
  }

  /** The adjoint from {@code start}, a block of width x training, back through all layers. */
  Path adjointsFrom(double[][] states, double[] start) {
    double[][] starts = blocks(start.length);
    starts[starts.length - 1] = start;
    double[] end = new double[start.length];
    shareTiles(
        tiling.trainingTiles(),
        (own, t) -> {
          load(start, t, own.lambda);
          for (int j = starts.length - 1; j >= 0; j--) {
            if (j < starts.length - 1) {
              store(own.lambda, t, starts[j]);
            }
            own.findToKeep(states, j, t);
            for (int k = first(j + 1) - 1; k >= first(j); k--) {
              if (kept == null) {
                own.adjointStep(k, tiling.size(t));
              } else {
                own.adjointStepKeepingProduct(k, tiling.size(t));
              }
            }
          }
          store(own.lambda, t, end);
          if (kept != null) {
            System.arraycopy(own.lambda, 0, kept.firstAdjoint(t), 0, width * tiling.size(t));
          }
        });
    if (kept != null) {
      kept.wroteProducts();
    }
    return new Path(starts, end);
  }

  /**
   * Adds the loss's gradient by all weights of the interval. Threads share the coarse intervals, so that tiles are summed
   * in their order.
   *
   * @param states at the left ends of the coarse intervals
   * @param adjoints at their right ends, for all layers of each but the first
   * @param adjointsOfFirst the same for its first layer; {@code adjoints} itself unless the rule says otherwise
   * @param gradient added to
   * @param before the adjoint before the interval's first layer, from {@code adjointsOfFirst}, written: block of width x
   *     training; null if nobody wants it, which saves a product
   */
  void addGradient(
      double[][] states,
      double[][] adjoints,
      double[][] adjointsOfFirst,
      double[] gradient,
      double[] before) {
    boolean products = kept != null && kept.hasProducts();
    workers.share(
        plan.coarseIntervals(),
        (worker, from, to) -> {
          Buffers own = buffers(worker);
          for (int j = from; j < to; j++) {
            for (int t = 0; t < tiling.trainingTiles(); t++) {
              double[] lambda = products ? kept.firstAdjoint(t) : own.lambda;
              if (products) {
                addGradientOfProducts(own, j, t, gradient);
              } else {
                own.find(states, j, t);
                boolean stepsBefore = j == 0 && before != null;
                addGradient(own, j, t, adjoints, adjointsOfFirst, gradient, stepsBefore);
              }
              if (j == 0 && before != null) {
                store(lambda, t, before);
              }
            }
          }
        });
  }

  private void addGradient(
      Buffers own,
      int j,
      int t,
      double[][] adjoints,
      double[][] adjointsOfFirst,
      double[] gradient,
      boolean stepsBefore) {
    int n = tiling.size(t);
    int first = first(j);
    load(adjoints[j], t, own.lambda);
    for (int k = first(j + 1) - 1; k > first; k--) {
      own.addGradientAndStep(k, n, gradient);
    }
    if (adjointsOfFirst != adjoints) {
      load(adjointsOfFirst[j], t, own.lambda);
      for (int k = first(j + 1) - 1; k > first; k--) {
        own.adjointStep(k, n);
      }
    }
    if (stepsBefore) {
      own.addGradientAndStep(first, n, gradient);
    } else {
      own.addGradient(first, n, gradient);
    }
  }

  private void addGradientOfProducts(Buffers own, int j, int t, double[] gradient) {
    for (int k = first(j); k < first(j + 1); k++) {
      own.layer.addGradientOf(
          kept.slopes(t)[k], kept.states(t)[k], tiling.size(t), gradient, k * layerSize);
    }
  }

  /** Coarse interval j on tile t, from one block to another. */
  private void propagateState(Buffers own, int j, int t, double[] start, double[] end) {
    load(start, t, own.u);
    for (int k = first(j); k < first(j + 1); k++) {
      own.step(k, tiling.size(t));
    }
    store(own.u, t, end);
  }

  /** A step of the state on tile t that keeps what the adjoint needs; the state after it. */
  private double[] keptStep(Buffers own, int t, int k) {
    double[][] states = kept.states(t);
    double[] next = k + 1 < states.length ? states[k + 1] : own.u;
    own.layer.stepWithSlope(
        h, theta, k * layerSize, states[k], next, kept.slopes(t)[k], tiling.size(t));
    return next;
  }

  /** Whoever needed states and slopes of the training examples has left them in the arrays. */
  private void wroteSlopes() {
    if (kept != null) {
      kept.wroteSlopes();
    }
  }

  private interface TileWork {
    void run(Buffers own, int tile);
  }

  private void shareTiles(int tiles, TileWork work) {
    workers.share(
        tiles,
        (worker, from, to) -> {
          Buffers own = buffers(worker);
          for (int t = from; t < to; t++) {
            work.run(own, t);
          }
        });
  }

  private Buffers buffers(int worker) {
    if (buffers[worker] == null) {
      buffers[worker] = new Buffers();
    }
    return buffers[worker];
  }

  private double[][] blocks(int length) {
    return new double[plan.coarseIntervals()][length];
  }

  private void load(double[] block, int t, double[] tile) {
    System.arraycopy(block, tiling.start(t) * width, tile, 0, width * tiling.size(t));
  }

  private void store(double[] tile, int t, double[] block) {
    System.arraycopy(tile, 0, block, tiling.start(t) * width, width * tiling.size(t));
  }

  /** Number within the layer interval of the first layer of coarse interval j. */
  private int first(int j) {
    return plan.bounds()[j] - plan.firstLayer();
  }

  /** What one thread works with: tiles of width x examples. */
  private final class Buffers {

    private final ResidualLayer layer = new ResidualLayer(plan.network(), tiling.tile());
    private final double[] u = new double[width * tiling.tile()];
    private final double[] lambda = new double[width * tiling.tile()];

    /** States before, and slopes in, the layers of a coarse interval; where the present one's are, and its first layer. */
    private double[][] ownStates;
    private double[][] ownSlopes;
    private double[][] foundStates;
    private double[][] foundSlopes;
    private int offset;

    double[] step(int k, int n) {
      layer.step(h, theta, k * layerSize, u, u, n);
      return u;
    }

    double[] state(int k) {
      return foundStates[k - offset];
    }

    double[] slope(int k) {
      return foundSlopes[k - offset];
    }

    void adjointStep(int k, int n) {
      layer.adjointStep(h, theta, k * layerSize, slope(k), lambda, lambda, n);
    }

    void adjointStepKeepingProduct(int k, int n) {
      layer.adjointStepKeepingProduct(h, theta, k * layerSize, slope(k), lambda, n);
    }

    void addGradient(int k, int n, double[] gradient) {
      layer.addGradient(h, slope(k), lambda, state(k), n, gradient, k * layerSize);
    }

    void addGradientAndStep(int k, int n, double[] gradient) {
      layer.addGradientAndStep(h, theta, k * layerSize, slope(k), lambda, state(k), n, gradient);
    }

    /** Finds states and slopes of coarse interval j on tile t where they are kept, or recomputes them, to be kept. */
    void findToKeep(double[][] states, int j, int t) {
      if (kept == null) {
        find(states, j, t);
        return;
      }
      useKept(t);
      if (!kept.hasSlopes()) {
        recompute(states[j], j, t);
      }
    }

    /** Finds states and slopes of coarse interval j on tile t where they are kept, or recomputes them for this once. */
    void find(double[][] states, int j, int t) {
      if (kept != null && kept.hasSlopes()) {
        useKept(t);
      } else {
        useOwn(j);
        recompute(states[j], j, t);
      }
    }

    private void useKept(int t) {
      foundStates = kept.states(t);
      foundSlopes = kept.slopes(t);
      offset = 0;
    }

    /** Makes room for states and slopes of coarse interval j. */
    void useOwn(int j) {
      if (ownStates == null) {
        ownStates = new double[plan.longestCoarseInterval()][width * tiling.tile()];
        ownSlopes = new double[plan.longestCoarseInterval()][width * tiling.tile()];
      }
      foundStates = ownStates;
      foundSlopes = ownSlopes;
      offset = first(j);
    }

    /** Steps through coarse interval j from its first state to {@code end}. */
    void stepsWithSlopes(int j, int n, double[] end) {
      int last = first(j + 1) - 1;
      for (int k = first(j); k <= last; k++) {
        double[] next = k < last ? state(k + 1) : end;
        layer.stepWithSlope(h, theta, k * layerSize, state(k), next, slope(k), n);
      }
    }

    private void recompute(double[] start, int j, int t) {
      int n = tiling.size(t);
      int last = first(j + 1) - 1;
      load(start, t, state(first(j)));
      for (int k = first(j); k < last; k++) {
        layer.stepWithSlope(h, theta, k * layerSize, state(k), state(k + 1), slope(k), n);
      }
      layer.slope(theta, last * layerSize, state(last), 0, slope(last), n);
    }
  }
}
