package org.layerparallel.mgrit;

/**
 * The finest level as a cycle sees it: its C-points, in the order in which the equation is solved (the first one is
 * given), and what propagation over a whole coarse interval makes of them. F-points follow from the C-point before them
 * and are nobody's business but the level's own.
 */
public interface FinestLevel {

  /** Present C-points u_0..u_M, blocks, not to be modified. */
  double[][] points();

  /** The given first value from the next correction on; that of {@link #points} may be older. */
  double[] first();

  /** What relaxation propagates to the C-points: entry j is Psi(u_{j-1}), entry 0 is unused. */
  double[][] propagated();

  /** Sets the C-points to new blocks, the first of which is {@link #first}. */
  void correct(double[][] points);
}
