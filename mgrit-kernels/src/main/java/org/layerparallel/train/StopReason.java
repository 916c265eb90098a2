package org.layerparallel.train;

/** Why a level ended. */
public enum StopReason {
  /** All its iterations were done. */
  ITERATIONS_DONE("all iterations done"),
  /** The gradient's norm is at or below its tolerance. */
  GRADIENT_SMALL("gradient norm below its tolerance"),
  /** The validation accuracy reached its target. */
  TARGET_REACHED("target accuracy reached"),
  /** No step along the direction, nor along the gradient, decreases the objective. */
  SEARCH_FAILED("line search failed"),
  /** The objective or the gradient is not a number or infinite. */
  NOT_FINITE("objective or gradient not finite");

  private final String text;

  StopReason(String text) {
    this.text = text;
  }

  /** A few words for people. */
  public String text() {
    return text;
  }

  /** Whether the weights are of no use. */
  public boolean failed() {
    return this == NOT_FINITE;
  }
}
