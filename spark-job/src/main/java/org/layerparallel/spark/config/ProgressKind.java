package org.layerparallel.spark.config;

/** How progress is shown on standard error. */
public enum ProgressKind {
  /** A bar on a terminal, lines elsewhere. */
  AUTO,
  /** A bar that redraws itself. */
  BAR,
  /** Plain lines. */
  LINES,
  /** Nothing. */
  NONE
}
