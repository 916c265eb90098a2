package org.layerparallel.mgrit;

/**
 * The part of a full-approximation-scheme cycle below the finest level, for one tile of examples; examples do not
 * depend on each other, so every tile runs through all coarse levels while it is in cache. One instance a thread.
 *
 * <p>The equation of a coarse level is {@code u_j = p_j + (Phi(u_{j-1}) - f_j)}: p_j is what the finer level propagates
 * to point j, and {@code f_j = Phi(v_{j-1})} with v the finer level's values when it was restricted. This is the FAS
 * equation {@code u_j - Phi(u_{j-1}) = g_j} with {@code g_j = p_j - f_j}, written so that a finer level without residual
 * is left as it is to the last bit. Points are in the order of solution. Falgout et al., SIAM J. Sci. Comput. 36 (2014).
 */
final class CoarseCycle {

  private final CycleSettings settings;
  private final CoarsePropagator propagator;
  private final Level[] levels;
  private final double[] phi;

  /**
   * @param adjoint whether the equation is solved from the last layer to the first
   * @param tileLength most values in a tile
   */
  CoarseCycle(
      Hierarchy hierarchy,
      CycleSettings settings,
      boolean adjoint,
      CoarsePropagator propagator,
      int tileLength) {
    this.settings = settings;
    this.propagator = propagator;
    this.phi = new double[tileLength];
    this.levels = new Level[hierarchy.levels() - 1];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = new Level(hierarchy, i + 1, adjoint, i == 0 ? null : levels[i - 1], tileLength);
    }
  }

  /**
   * Solves the first coarse level's equation by one cycle, on one tile.
   *
   * @param points C-points of the finest level, read
   * @param propagated what the finest level propagates to them, read from entry 1 on
   * @param corrected new C-points, written from entry 1 on; entry 0 is the given first value, which may differ from that of
   *     {@code points}
   * @param at where the tile begins in each block
   * @param length values in the tile
   */
  void correct(
      int tile,
      double[][] points,
      double[][] propagated,
      double[][] corrected,
      int at,
      int length) {
    propagator.prepare(tile);
    Level top = levels[0];
    for (int j = 0; j <= top.steps; j++) {
      System.arraycopy(points[j], at, top.u[j], 0, length);
    }
    for (int j = 1; j <= top.steps; j++) {
      System.arraycopy(propagated[j], at, top.p[j], 0, length);
      propagator.step(top.point[j - 1], top.point[j], top.u[j - 1], top.f[j]);
    }
    System.arraycopy(corrected[0], at, top.u[0], 0, length);
    cycle(0, settings.kind(), length);
    copyOut(corrected, at, length);
  }

  /**
   * An initial guess without relaxation: the rediscretized equation solved on the coarsest level, interpolated by
   * F-relaxation level by level.
   *
   * @param first the given first value, read
   * @param guess C-points of the finest level, written from entry 1 on
   */
  void guess(int tile, double[] first, double[][] guess, int at, int length) {
    propagator.prepare(tile);
    for (Level level : levels) {
      System.arraycopy(first, at, level.u[0], 0, length);
    }
    Level coarsest = levels[levels.length - 1];
    for (int j = 1; j <= coarsest.steps; j++) {
      propagator.step(coarsest.point[j - 1], coarsest.point[j], coarsest.u[j - 1], coarsest.u[j]);
    }
    for (int i = levels.length - 2; i >= 0; i--) {
      Level fine = levels[i];
      interpolateCPoints(fine, levels[i + 1], length);
      for (int j = 1; j <= fine.steps; j++) {
        if (!fine.isC[j]) {
          propagator.step(fine.point[j - 1], fine.point[j], fine.u[j - 1], fine.u[j]);
        }
      }
    }
    copyOut(guess, at, length);
  }

  private void cycle(int i, CycleKind kind, int length) {
    Level level = levels[i];
    if (i == levels.length - 1) {
      for (int j = 1; j <= level.steps; j++) {
        relaxPoint(level, j, level.u[j], length);
      }
      return;
    }
    fRelax(level, length);
    for (int k = 0; k < settings.cfRelaxationsAt(i + 1); k++) {
      cRelax(level, length);
      fRelax(level, length);
    }
    restrict(level, levels[i + 1], length);
    cycle(i + 1, kind, length);
    if (kind == CycleKind.F && i + 1 < levels.length - 1) {
      cycle(i + 1, CycleKind.V, length);
    }
    interpolateCPoints(level, levels[i + 1], length);
    fRelax(level, length);
  }

  private void fRelax(Level level, int length) {
    for (int j = 1; j <= level.steps; j++) {
      if (!level.isC[j]) {
        relaxPoint(level, j, level.u[j], length);
      }
    }
  }

  private void cRelax(Level level, int length) {
    // From the last to the first, so that each reads its neighbour's old value even where that is a C-point too.
    for (int j = level.steps; j >= 1; j--) {
      if (level.isC[j]) {
        relaxPoint(level, j, level.u[j], length);
      }
    }
  }

  private void restrict(Level fine, Level coarse, int length) {
    for (int j = 0; j <= coarse.steps; j++) {
      System.arraycopy(fine.u[coarse.inFiner[j]], 0, coarse.u[j], 0, length);
    }
    for (int j = 1; j <= coarse.steps; j++) {
      relaxPoint(fine, coarse.inFiner[j], coarse.p[j], length);
      propagator.step(coarse.point[j - 1], coarse.point[j], coarse.u[j - 1], coarse.f[j]);
    }
  }

  private static void interpolateCPoints(Level fine, Level coarse, int length) {
    for (int j = 1; j <= coarse.steps; j++) {
      System.arraycopy(coarse.u[j], 0, fine.u[coarse.inFiner[j]], 0, length);
    }
  }

  /** {@code out = p_j + (Phi(u_{j-1}) - f_j)}. */
  private void relaxPoint(Level level, int j, double[] out, int length) {
    propagator.step(level.point[j - 1], level.point[j], level.u[j - 1], phi);
    double[] p = level.p[j];
    double[] f = level.f[j];
    for (int i = 0; i < length; i++) {
      out[i] = p[i] + (phi[i] - f[i]);
    }
  }

  private void copyOut(double[][] blocks, int at, int length) {
    for (int j = 1; j <= levels[0].steps; j++) {
      System.arraycopy(levels[0].u[j], 0, blocks[j], at, length);
    }
  }

  /** Points and buffers of one coarse level, in the order of solution. */
  private static final class Level {
    final int steps;

    /** The finest level's C-point at each point. */
    final int[] point;

    /** Where each point lies in the next finer coarse level. */
    final int[] inFiner;

    /** Whether a point belongs to the next coarser level. */
    final boolean[] isC;

    final double[][] u;
    final double[][] p;
    final double[][] f;

    Level(Hierarchy hierarchy, int number, boolean adjoint, Level finer, int tileLength) {
      TimeGrid grid = hierarchy.grid(number);
      steps = grid.steps();
      point = new int[steps + 1];
      inFiner = new int[steps + 1];
      isC = new boolean[steps + 1];
      for (int j = 0; j <= steps; j++) {
        int ordered = adjoint ? steps - j : j;
        if (finer == null) {
          point[j] = ordered;
        } else {
          int position =
              hierarchy.grid(number - 1).positionInFiner(ordered, hierarchy.factor(number - 1));
          inFiner[j] = adjoint ? finer.steps - position : position;
          point[j] = finer.point[inFiner[j]];
          finer.isC[inFiner[j]] = true;
        }
      }
      u = new double[steps + 1][tileLength];
      p = new double[steps + 1][tileLength];
      f = new double[steps + 1][tileLength];
    }
  }
}
