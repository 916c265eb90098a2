package org.layerparallel.mgrit;

/** The order in which a cycle visits the levels. */
public enum CycleKind {
  /** Down to the coarsest level and up again. */
  V,
  /** Each coarse problem is solved by an F-cycle and then a V-cycle. */
  F
}
