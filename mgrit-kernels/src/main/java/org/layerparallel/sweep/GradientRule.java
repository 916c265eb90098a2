package org.layerparallel.sweep;

/** Which adjoints the gradient is taken with after the last cycle; at convergence both give the same. */
public enum GradientRule {
  /** A last F-relaxation from the corrected C-points gives all of them; the more accurate rule. */
  RELAXED,
  /**
   * Each layer's are those of the last sweep that stepped over it: onto C-points before the last correction, elsewhere
   * after it, and lambda_0 as the coarse levels corrected it. So do codes that differentiate within a time step, such as
   * those built on XBraid; their training histories can be reproduced with it alone.
   */
  AS_SWEPT
}
