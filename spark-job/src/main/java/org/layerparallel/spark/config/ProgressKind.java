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
  NONE;

  /** Whether a bar is drawn where standard error is, or is not, a terminal. */
  public boolean isBar(boolean terminal) {
    return this == BAR || this == AUTO && terminal;
  }
}
