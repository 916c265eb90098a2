package org.layerparallel.sweep;

/** What a sweep does with the values it propagates to the ends of the coarse intervals. */
public enum SweepMode {
  /** Nothing is propagated in this interval. */
  IDLE,
  /** Each is the start of the next coarse interval at once: serial propagation from the interval's given end. */
  SERIAL,
  /** C-relaxation: they become the C-points; the one at the interval's far end is answered. */
  TO_C_POINTS,
  /** They are answered, for the residual; the C-points are those the caller set. */
  RESIDUAL,
  /** They are answered, and so are the C-points, which C-relaxation has changed since the caller set them. */
  RESIDUAL_AFTER_C
}
