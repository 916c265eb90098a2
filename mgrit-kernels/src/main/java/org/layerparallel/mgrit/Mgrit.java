package org.layerparallel.mgrit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.layerparallel.linalg.Sums;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;

/**
 * Multigrid reduction in time over the layers, by the full approximation scheme: relaxes the finest level, corrects its
 * C-points from the coarse levels, and so on until a {@link StopRule} ends it. One instance serves one direction, state
 * or adjoint, of one network. Falgout et al., SIAM J. Sci. Comput. 36 (2014).
 */
public final class Mgrit {

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
   */
  public record Report(List<Double> norms, int cycles) {
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
    List<Double> norms = new ArrayList<>();
    double reference = first;
    int cycles = 0;
    if (cold && settings.skipFirstDown()) {
      level.correct(guess(level.points()));
      cycles++;
    }
    boolean met = false;
    while (cycles < rule.maxCycles() && !met) {
      level.relax(settings.cfRelaxationsAt(0));
      double norm = residualNorm(level);
      norms.add(norm);
      reference = Double.isNaN(reference) ? norm : reference;
      // The cycle is completed all the same: its correction costs no superstep.
      level.correct(corrected(level.points(), level.propagated()));
      cycles++;
      met = rule.met(norm, reference);
    }
    return new Report(norms, cycles);
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

  private double[][] corrected(double[][] points, double[][] propagated) {
    double[][] result = blocksLike(points);
    shareTiles(
        (cycle, tile, at, length) ->
            cycle.correct(tile, points, propagated, result, at, length));
    return result;
  }

  private double[][] guess(double[][] points) {
    double[][] result = blocksLike(points);
    shareTiles((cycle, tile, at, length) -> cycle.guess(tile, points[0], result, at, length));
    return result;
  }

  private static double[][] blocksLike(double[][] points) {
    double[][] blocks = new double[points.length][];
    blocks[0] = points[0];
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
