package org.layerparallel.mgrit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.layerparallel.linalg.Gemm;
import org.layerparallel.linalg.Sums;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;

/**
 * Multigrid reduction in time over the layers, by the full approximation scheme: relaxes the finest level, corrects its
 * C-points from the coarse levels, and so on until a {@link StopRule} ends it. One instance serves one direction, state
 * or adjoint, of one network. Falgout et al., SIAM J. Sci. Comput. 36 (2014).
 */
public final class Mgrit {

  /** A solve diverges where its residual grows by more than this; a few cycles from zero may well let it grow by tens. */
  private static final double GROWTH = 1e3;

  /** Residuals below this times the norm of the values themselves are of no interest, however they grow. */
  private static final double INSIGNIFICANT = 1e-8;

  private final CycleSettings settings;
  private final Tiling tiling;
  private final int channels;
  private final boolean adjoint;
  private final Workers workers;
  private final CoarseCycle[] coarse;

  /**
   * What a solve did.
   *
   * @param norms residual norm of each cycle, measured after relaxation
   * @param cycles number of coarse-grid corrections
   * @param diverged whether the residual is not finite, or has grown beyond what a warm start explains
   */
  public record Report(List<Double> norms, int cycles, boolean diverged) {
    /** The last norm measured; NaN if none was. */
    public double lastNorm() {
      return norms.isEmpty() ? Double.NaN : norms.get(norms.size() - 1);
    }
  }

  /**
   * @param adjoint whether the equation runs from the last layer to the first; adjoints exist for training examples
   *     alone
   * @param propagators makes the coarse propagator of each thread
   */
  public Mgrit(
      Hierarchy hierarchy,
      CycleSettings settings,
      Tiling tiling,
      int channels,
      boolean adjoint,
      Supplier<CoarsePropagator> propagators,
      Workers workers) {
    this.settings = settings;
    this.tiling = tiling;
    this.channels = channels;
    this.adjoint = adjoint;
    this.workers = workers;
    this.coarse = new CoarseCycle[workers.count()];
    for (int w = 0; w < coarse.length; w++) {
      coarse[w] =
          new CoarseCycle(
              hierarchy, settings, adjoint, propagators.get(), channels * tiling.tile());
    }
  }

  /**
   * Runs cycles on {@code level} from its present C-points.
   *
   * @param cold whether these are no guess at all, so that a skipped first down-cycle may replace them
   * @param first residual norm that relative tolerances refer to; NaN for the first one of this solve
   */
  public Report solve(FinestLevel level, StopRule rule, boolean cold, double first) {
    Solve solve = begin(level, rule, cold, first);
    while (!solve.ended()) {
      level.relax(relaxations());
      solve.correct();
    }
    return solve.report();
  }

  /** A solve whose relaxations the caller makes; parameters as in {@link #solve}. */
  public Solve begin(FinestLevel level, StopRule rule, boolean cold, double first) {
    return new Solve(level, rule, cold && settings.skipFirstDown(), first);
  }

  /** CF-relaxations on the finest level. */
  public int relaxations() {
    return settings.cfRelaxationsAt(0);
  }

  /** A solve in progress: until it has ended, the level is to be relaxed and then corrected. */
  public final class Solve {

    private final FinestLevel level;
    private final StopRule rule;
    private final List<Double> norms = new ArrayList<>();
    private double reference;
    private int cycles;
    private boolean met;

    private Solve(FinestLevel level, StopRule rule, boolean guess, double first) {
      this.level = level;
      this.rule = rule;
      this.reference = first;
      if (guess) {
        level.correct(guess(level.points()));
        cycles++;
      }
    }

    /** Whether the rule ends it here. */
    public boolean ended() {
      return cycles >= rule.maxCycles() || met;
    }

    /** Cycles until the rule ends it at the latest. */
    public int cyclesLeft() {
      return rule.maxCycles() - cycles;
    }

    /** Corrects the relaxed level from the coarse ones, which completes a cycle. */
    public void correct() {
      double norm = residualNorm(level);
      norms.add(norm);
      reference = Double.isNaN(reference) ? norm : reference;
      // The cycle is completed all the same: its correction costs no superstep.
      level.correct(corrected(level));
      cycles++;
      met = rule.met(norm, reference);
    }

    /** What it has done so far. */
    public Report report() {
      return new Report(norms, cycles, diverged());
    }

    private boolean diverged() {
      if (norms.isEmpty()) {
        return false;
      }
      double last = norms.get(norms.size() - 1);
      return !Double.isFinite(last)
          || last > GROWTH * norms.get(0) && last > INSIGNIFICANT * norm(level.points());
    }
  }

  /**
   * {@code sqrt(sum over C-points (|r|_F / batch)^2)} over the training examples, r the difference between what was
   * propagated to a C-point and its value.
   */
  private double residualNorm(FinestLevel level) {
    double[][] points = level.points();
    double[][] propagated = level.propagated();
    double[] squares = new double[tiling.trainingTiles()];
    workers.share(
        squares.length,
        (worker, from, to) -> {
          for (int t = from; t < to; t++) {
            int at = tiling.start(t) * channels;
            int count = tiling.size(t) * channels;
            for (int j = 1; j < points.length; j++) {
              squares[t] += Sums.squaredDistance(count, propagated[j], at, points[j], at);
            }
          }
        });
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum) / tiling.training();
  }

  /** The norm of the values at the C-points, scaled as the residual's. */
  private double norm(double[][] points) {
    double sum = 0;
    for (int j = 1; j < points.length; j++) {
      sum += Gemm.dot(channels * tiling.training(), points[j], 0, points[j], 0);
    }
    return Math.sqrt(sum) / tiling.training();
  }

  private double[][] corrected(FinestLevel level) {
    double[][] points = level.points();
    double[][] propagated = level.propagated();
    double[][] result = blocksLike(points, level.first());
    shareTiles(
        (cycle, tile, at, length) ->
            cycle.correct(tile, points, propagated, result, at, length));
    return result;
  }

  private double[][] guess(double[][] points) {
    double[][] result = blocksLike(points, points[0]);
    shareTiles((cycle, tile, at, length) -> cycle.guess(tile, points[0], result, at, length));
    return result;
  }

  private static double[][] blocksLike(double[][] points, double[] first) {
    double[][] blocks = new double[points.length][];
    blocks[0] = first;
    for (int j = 1; j < points.length; j++) {
      blocks[j] = new double[points[j].length];
    }
    return blocks;
  }

  private interface TileWork {
    void run(CoarseCycle cycle, int tile, int at, int length);
  }

  private void shareTiles(TileWork work) {
    int tiles = adjoint ? tiling.trainingTiles() : tiling.tiles();
    workers.share(
        tiles,
        (worker, from, to) -> {
          for (int t = from; t < to; t++) {
            work.run(coarse[worker], t, tiling.start(t) * channels, tiling.size(t) * channels);
          }
        });
  }
}
