package org.layerparallel.mgrit;

import java.util.function.Supplier;
import org.layerparallel.linalg.Gemm;
import org.layerparallel.linalg.Sums;
import org.layerparallel.linalg.Tiling;
import org.layerparallel.linalg.Workers;

/**
 * The coarse levels of multigrid reduction in time over the layers, by the full approximation scheme: they correct the
 * C-points of a finest level that was relaxed. One instance serves one direction, state or adjoint, of one network,
 * over any of its examples. {@link Solve} says when cycles end. Falgout et al., SIAM J. Sci. Comput. 36 (2014).
 */
public final class Mgrit {

  private final CycleSettings settings;
  private final Tiling tiling;
  private final int channels;
  private final boolean adjoint;
  private final Workers workers;
  private final CoarseCycle[] coarse;

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

  /** CF-relaxations on the finest level. */
  public int relaxations() {
    return settings.cfRelaxationsAt(0);
  }

  /**
   * Corrects a relaxed level from the coarse ones, which completes a cycle.
   *
   * @return for each training tile, the sum over the C-points of {@code |r|^2}, r the difference between what was
   *     propagated to a C-point and its value; {@link #norm} makes the residual norm of it
   */
  public double[] correct(FinestLevel level) {
    double[][] points = level.points();
    double[][] propagated = level.propagated();
    double[] squares =
        trainingTiles((j, at, count) -> Sums.squaredDistance(count, propagated[j], at, points[j], at), points.length);
    level.correct(corrected(level));
    return squares;
  }

  /** Sets the C-points to a guess from the coarsest level alone, which replaces a cycle. */
  public void guess(FinestLevel level) {
    level.correct(guess(level.points()));
  }

  /** The same sums as {@link #correct} returns, of the values at the C-points themselves. */
  public double[] squares(FinestLevel level) {
    double[][] points = level.points();
    return trainingTiles((j, at, count) -> Gemm.dot(count, points[j], at, points[j], at), points.length);
  }

  /**
   * {@code sqrt(sum over C-points (|r|_F / examples)^2)} over the training examples.
   *
   * @param squares of all training tiles
   * @param training number of training examples
   */
  public static double norm(double[] squares, int training) {
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum) / training;
  }

  private interface TileSquare {
    double of(int point, int at, int count);
  }

  private double[] trainingTiles(TileSquare square, int points) {
    double[] squares = new double[tiling.trainingTiles()];
    workers.share(
        squares.length,
        (worker, from, to) -> {
          for (int t = from; t < to; t++) {
            for (int j = 1; j < points; j++) {
              squares[t] += square.of(j, tiling.start(t) * channels, tiling.size(t) * channels);
            }
          }
        });
    return squares;
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
