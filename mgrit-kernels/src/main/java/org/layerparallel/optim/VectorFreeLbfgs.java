package org.layerparallel.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * L-BFGS without vectors (Chen, Wang and Zhou, NIPS 2014): the two-loop recursion of Nocedal (1980) on the coefficients
 * of the direction in the basis (steps s, gradient changes y, gradient g), given the dot products between them. The
 * vectors themselves stay where they are. With no pairs the direction is the gradient.
 */
public final class VectorFreeLbfgs {

  /** A pair is left out where s.y is at most this times |s| |y|. */
  private static final double CURVATURE = 1e-10;

  private final Lbfgs settings;

  /** Pairs the holders of the vectors have at present, and those of them in use, oldest first. */
  private int held;

  private final List<Integer> used = new ArrayList<>();

  /** Dot products of (s, y, g) of all held pairs. */
  private double[][] gram = {{0}};

  /**
   * Direction p = H g, to be subtracted.
   *
   * @param pairs which of the held pairs it uses, increasing; the others are to be dropped
   * @param coefficients of these steps, these gradient changes, and the gradient
   * @param slope g.p
   */
  public record SearchDirection(int[] pairs, double[] coefficients, double slope) {}

  /**
   * What it knows between two directions; see {@link #past}.
   *
   * @param held pairs the holders of the vectors have
   * @param used those of them in use, increasing
   * @param gram dot products of (s, y, g) of all held pairs
   */
  public record Past(int held, int[] used, double[][] gram) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the pairs in use are not among those held, or the matrix has another size
     */
    public Past {
      int basis = 2 * held + 1;
      if (gram.length != basis || !Arrays.stream(gram).allMatch(row -> row.length == basis)) {
        throw new IllegalArgumentException("gram is not " + basis + " x " + basis + " for " + held + " pairs");
      }
      for (int i = 0; i < used.length; i++) {
        if (used[i] < 0 || used[i] >= held || i > 0 && used[i] <= used[i - 1]) {
          throw new IllegalArgumentException(
              "used=" + Arrays.toString(used) + ", must increase and be in 0.." + (held - 1));
        }
      }
    }
  }

  public VectorFreeLbfgs(Lbfgs settings) {
    this.settings = settings;
  }

  /** One that goes on from {@code past}. */
  public static VectorFreeLbfgs of(Lbfgs settings, Past past) {
    VectorFreeLbfgs lbfgs = new VectorFreeLbfgs(settings);
    lbfgs.held = past.held();
    for (int pair : past.used()) {
      lbfgs.used.add(pair);
    }
    lbfgs.gram = past.gram();
    return lbfgs;
  }

  /** What it knows now, for another one to go on. */
  public Past past() {
    return new Past(held, pairsInUse(), gram);
  }

  /**
   * Takes in all dot products after a first gradient, with pairs of before it, or none.
   *
   * @param dots the Gram matrix of (s, y, g), row by row
   */
  public void start(double[] dots) {
    int basis = (int) Math.sqrt(dots.length);
    if (basis % 2 == 0 || basis * basis != dots.length) {
      throw new IllegalArgumentException(
          dots.length + " dot products, must be the square of an odd number");
    }
    gram = new double[basis][];
    Arrays.setAll(gram, i -> Arrays.copyOfRange(dots, i * basis, (i + 1) * basis));
    held = basis / 2;
    used.clear();
    for (int pair = 0; pair < held; pair++) {
      use(pair);
    }
  }

  /**
   * Takes in the dot products after a new gradient. Where a pair was added it is the last one held.
   *
   * @param dots without pairs {@code g.g}; otherwise newest s, newest y, g, each with all of (s, y, g)
   */
  public void update(double[] dots) {
    if (dots.length == 1) {
      start(dots);
      return;
    }
    int basis = dots.length / 3;
    int pairs = (basis - 1) / 2;
    if (dots.length != 3 * basis || pairs != held + 1 || basis != 2 * pairs + 1) {
      throw new IllegalArgumentException(
          dots.length + " dot products after " + held + " pairs, must be " + 3 * (2 * held + 3));
    }
    double[][] next = new double[basis][basis];
    for (int i = 0; i < 2 * held; i++) {
      for (int j = 0; j < 2 * held; j++) {
        next[moved(i)][moved(j)] = gram[i][j];
      }
    }
    int[] rows = {pairs - 1, 2 * pairs - 1, 2 * pairs};
    for (int r = 0; r < rows.length; r++) {
      for (int j = 0; j < basis; j++) {
        next[rows[r]][j] = dots[r * basis + j];
        next[j][rows[r]] = dots[r * basis + j];
      }
    }
    gram = next;
    held = pairs;
    use(held - 1);
  }

  /** Squared 2-norm of the gradient. */
  public double gradientSquare() {
    return gram[2 * held][2 * held];
  }

  /** The direction; afterwards the pairs it leaves out count as dropped. */
  public SearchDirection direction() {
    int[] kept = pairsInUse();
    drop(kept);
    int pairs = held;
    int g = 2 * pairs;
    double[] delta = new double[2 * pairs + 1];
    double[] alpha = new double[pairs];
    delta[g] = 1;
    for (int i = pairs - 1; i >= 0; i--) {
      alpha[i] = dot(delta, i) / gram[i][pairs + i];
      delta[pairs + i] -= alpha[i];
    }
    if (pairs > 0) {
      int last = pairs - 1;
      double scale = gram[last][pairs + last] / gram[pairs + last][pairs + last];
      for (int i = 0; i < delta.length; i++) {
        delta[i] *= scale;
      }
    }
    for (int i = 0; i < pairs; i++) {
      double beta = dot(delta, pairs + i) / gram[i][pairs + i];
      delta[i] += alpha[i] - beta;
    }
    return new SearchDirection(kept, delta, dot(delta, g));
  }

  /** Forgets all pairs, so that the next direction is the gradient. */
  public void forget() {
    used.clear();
  }

  /** Which of the held pairs the next direction uses, increasing. */
  public int[] pairsInUse() {
    return used.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The pair is used if its curvature is as it should be, and others only as far as memory allows. */
  private void use(int pair) {
    if (!settings.curvatureSafeguard() || curvesUp(pair)) {
      used.add(pair);
    }
    while (used.size() > settings.memory()) {
      used.remove(0);
    }
  }

  private boolean curvesUp(int pair) {
    double sy = gram[pair][held + pair];
    double bound = Math.sqrt(gram[pair][pair] * gram[held + pair][held + pair]);
    return sy > CURVATURE * bound;
  }

  private void drop(int[] kept) {
    int[] rows = new int[2 * kept.length + 1];
    for (int i = 0; i < kept.length; i++) {
      rows[i] = kept[i];
      rows[kept.length + i] = held + kept[i];
    }
    rows[2 * kept.length] = 2 * held;
    double[][] smaller = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        smaller[i][j] = gram[rows[i]][rows[j]];
      }
    }
    gram = smaller;
    held = kept.length;
    used.clear();
    for (int i = 0; i < held; i++) {
      used.add(i);
    }
  }

  /** Index of an old basis vector once one more pair is held. */
  private int moved(int i) {
    return i < held ? i : i + 1;
  }

  private double dot(double[] delta, int vector) {
    double sum = 0;
    for (int i = 0; i < delta.length; i++) {
      sum += delta[i] * gram[i][vector];
    }
    return sum;
  }

  @Override
  public String toString() {
    return "L-BFGS, pairs " + used + " of " + held + ", gram " + Arrays.deepToString(gram);
  }
}
