package org.layerparallel.sweep;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.network.Network;

/**
 * States, slopes and adjoints at the F-points of a layer interval, for the training examples, kept from one sweep to the
 * next where memory allows. All of them follow from weights and C-points, and to the same bits: so they are not
 * serialized, and whoever does not find them recomputes them.
 *
 * <p>The arrays are large and written anew in every iteration, so successive contents of an interval share them. The
 * newest writer owns them; an older content that is swept again, after a failure, finds that it does not.
 */
final class FPoints implements Serializable {

  private static final long serialVersionUID = 1;

  /** Arrays of a tile's values: states before, slopes in, adjoints after each layer. */
  private static final int ARRAYS = 3;

  private transient Storage storage;
  private final transient boolean states;
  private final transient boolean adjoints;

  private FPoints(Storage storage, boolean states, boolean adjoints) {
    this.storage = storage;
    this.states = states;
    this.adjoints = adjoints;
  }

  /** Nothing yet. */
  static FPoints none() {
    return new FPoints(null, false, false);
  }

  /** Bytes that keeping them takes, in all intervals together. */
  static long bytes(Network network, Tiling tiling) {
    return (long) ARRAYS * Double.BYTES * network.layers() * network.width() * tiling.training();
  }

  /** What is left of them when states or weights change. */
  FPoints withoutStates() {
    return new FPoints(storage, false, false);
  }

  /** What is left of them when adjoints change. */
  FPoints withoutAdjoints() {
    return new FPoints(storage, states, false);
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
    private boolean states;
    private boolean adjoints;

    private Lease(FPoints kept) {
      storage = kept.storage;
      boolean own = storage.owner == kept;
      states = own && kept.states;
      adjoints = own && kept.adjoints;
      storage.owner = null;
    }

    /** Whether states and slopes are there. */
    boolean hasStates() {
      return states;
    }

    /** Whether adjoints are there. */
    boolean hasAdjoints() {
      return adjoints;
    }

    /** States before the interval's layers, on tile t: layer, then width x examples. */
    double[][] states(int t) {
      return storage.states[t];
    }

    /** Slopes in the interval's layers, on tile t. */
    double[][] slopes(int t) {
      return storage.slopes[t];
    }

    /** Adjoints after the interval's layers, on tile t; made when first asked for. */
    double[][] adjoints(int t) {
      if (storage.adjoints[t] == null) {
        storage.adjoints[t] = new double[storage.states[t].length][storage.states[t][0].length];
      }
      return storage.adjoints[t];
    }

    void wroteStates() {
      states = true;
    }

    void wroteAdjoints() {
      adjoints = true;
    }

    /** Gives the arrays back; the answer knows what is in them now. */
    FPoints release() {
      FPoints kept = new FPoints(storage, states, adjoints);
      storage.owner = kept;
      storage.busy.set(false);
      return kept;
    }
  }

  private static final class Storage {

    private final AtomicBoolean busy = new AtomicBoolean();
    private final double[][][] states;
    private final double[][][] slopes;
    private final double[][][] adjoints;

    /** Whose values are in the arrays; guarded by {@code busy}. */
    private FPoints owner;

    Storage(IntervalPlan plan) {
      Tiling tiling = plan.tiling();
      int tiles = tiling.trainingTiles();
      states = new double[tiles][][];
      slopes = new double[tiles][][];
      adjoints = new double[tiles][][];
      for (int t = 0; t < tiles; t++) {
        int length = plan.network().width() * tiling.size(t);
        states[t] = new double[plan.layers()][length];
        slopes[t] = new double[plan.layers()][length];
      }
    }
  }
}
