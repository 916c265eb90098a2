package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;

/**
 * States before and slopes in the layers of an interval, for the training examples, kept from one sweep to the next where
 * memory allows. Serial propagation of the adjoint leaves in the place of each slope its product with the adjoint, of which
 * the gradient is made. All of them follow from weights and C-points, and to the same bits: so they are not
 * serialized, and whoever does not find them recomputes them.
 *
 * <p>The arrays are large and written anew in every iteration, so successive contents of an interval share them. The
 * newest writer owns them; an older content that is swept again, after a failure, finds that it does not.
 */
final class FPoints implements Serializable {

  private static final long serialVersionUID = 1;

  /** Values kept of a channel, an example and a layer: state, and slope or product. */
  private static final int VALUES = 2;

  private transient Storage storage;
  private final transient Content content;

  /** What is in the arrays. */
  private enum Content {
    NOTHING,
    SLOPES,
    PRODUCTS
  }

  private FPoints(Storage storage, Content content) {
    this.storage = storage;
    this.content = content;
  }

  /** Nothing yet. */
  static FPoints none() {
    return new FPoints(null, Content.NOTHING);
  }

  /** Bytes that keeping them takes, in all intervals together. */
  static long bytes(Network network, Tiling tiling) {
    return (long) VALUES * Double.BYTES * network.layers() * network.width() * tiling.training();
  }

  /** What is left of them when states or weights change. */
  FPoints withoutStates() {
    return new FPoints(storage, Content.NOTHING);
  }

  /** What is left of them when adjoints change. */
  FPoints withoutAdjoints() {
    return content == Content.SLOPES ? this : withoutStates();
  }

  /**
   * Takes the arrays for one sweep over {@code plan}; null where none are to be kept, or another sweep, of a task run
   * twice, has them.
   */
  Lease lease(IntervalPlan plan) {
    if (!plan.keepsFPoints()) {
      return null;
    }
    if (storage == null) {
      storage = new Storage(plan);
    }
    return storage.busy.compareAndSet(false, true) ? new Lease(this) : null;
  }

  /** The arrays, in the hands of one sweep. */
  static final class Lease {

    private final Storage storage;
    private Content content;

    private Lease(FPoints kept) {
      storage = kept.storage;
      content = storage.owner == kept ? kept.content : Content.NOTHING;
      storage.owner = null;
    }

    /** Whether states and slopes are there. */
    boolean hasSlopes() {
      return content == Content.SLOPES;
    }

    /** Whether states and products are there. */
    boolean hasProducts() {
      return content == Content.PRODUCTS;
    }

    /** States before the interval's layers, on tile t: layer, then width x examples. */
    double[][] states(int t) {
      return storage.states[t];
    }

    /** Slopes in the interval's layers, or products, on tile t. */
    double[][] slopes(int t) {
      return storage.slopes[t];
    }

    /** Adjoint before the interval's first layer, on tile t; with the products. */
    double[] firstAdjoint(int t) {
      return storage.firstAdjoints[t];
    }

    void wroteSlopes() {
      content = Content.SLOPES;
    }

    void wroteProducts() {
      content = Content.PRODUCTS;
    }

    /** Gives the arrays back; the answer knows what is in them now. */
    FPoints release() {
      FPoints kept = new FPoints(storage, content);
      storage.owner = kept;
      storage.busy.set(false);
      return kept;
    }
  }

  private static final class Storage {

    private final AtomicBoolean busy = new AtomicBoolean();
    private final double[][][] states;
    private final double[][][] slopes;
    private final double[][] firstAdjoints;

    /** Whose values are in the arrays; guarded by {@code busy}. */
    private FPoints owner;

    Storage(IntervalPlan plan) {
      Tiling tiling = plan.tiling();
      int tiles = tiling.trainingTiles();
      states = new double[tiles][][];
      slopes = new double[tiles][][];
      firstAdjoints = new double[tiles][];
      for (int t = 0; t < tiles; t++) {
        int length = plan.network().width() * tiling.size(t);
        states[t] = new double[plan.layers()][length];
        slopes[t] = new double[plan.layers()][length];
        firstAdjoints[t] = new double[length];
      }
    }
  }
}
