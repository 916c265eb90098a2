package org.layerparallel.mgrit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The account of a multigrid solve: until it has ended, the finest level is to be relaxed and then corrected. Norms are
 * asked for only where something depends on them, as it may take a superstep to know them.
 */
public final class Solve {

  /** A solve diverges where its residual grows by more; a few cycles from zero may well let it grow by tens. */
  private static final double GROWTH = 1e3;

  /** Residuals below this times the norm of the values themselves are of no interest, however they grow. */
  private static final double INSIGNIFICANT = 1e-8;

  private final StopRule rule;
  private final double first;
  private final List<DoubleSupplier> norms = new ArrayList<>();
  private int cycles;

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
   * A solve that begins.
   *
   * @param first residual norm that relative tolerances refer to; NaN for the first one of this solve
   */
  public Solve(StopRule rule, double first) {
    this.rule = rule;
    this.first = first;
  }

  /** A guess has replaced a cycle, which measures nothing. */
  public void guessed() {
    cycles++;
  }

  /** A cycle was completed. Correcting takes no superstep of the intervals, so it is not left out at a small norm. */
  public void corrected(DoubleSupplier residualNorm) {
    norms.add(residualNorm);
    cycles++;
  }

  /** Whether the rule ends it here. */
  public boolean ended() {
    return cycles >= rule.maxCycles() || met();
  }

  /** Cycles until the rule ends it at the latest. */
  public int cyclesLeft() {
    return rule.maxCycles() - cycles;
  }

  /**
   * What it has done so far.
   *
   * @param values norm of the values at the C-points, scaled as the residual's
   */
  public Report report(DoubleSupplier values) {
    List<Double> measured = norms.stream().map(DoubleSupplier::getAsDouble).toList();
    return new Report(measured, cycles, diverged(measured, values));
  }

  private boolean met() {
    if (norms.isEmpty() || !rule.hasTolerance()) {
      return false;
    }
    double reference = Double.isNaN(first) ? norms.get(0).getAsDouble() : first;
    return rule.met(norms.get(norms.size() - 1).getAsDouble(), reference);
  }

  private static boolean diverged(List<Double> norms, DoubleSupplier values) {
    if (norms.isEmpty()) {
      return false;
    }
    double last = norms.get(norms.size() - 1);
    return !Double.isFinite(last)
        || last > GROWTH * norms.get(0) && last > INSIGNIFICANT * values.getAsDouble();
  }
}
