package org.layerparallel.train;

/**
 * Numbers that failed, and what is done about it.
 *
 * @param level nested level
 * @param layers residual layers on it
 * @param iteration number within the level, from 0, whose record comes next
 * @param quantity what failed
 * @param value its value
 * @param remedy what follows
 */
public record Trouble(
    int level, int layers, int iteration, Quantity quantity, double value, Remedy remedy) {

  /** What can fail. */
  public enum Quantity {
    STATE_RESIDUAL("state residual"),
    ADJOINT_RESIDUAL("adjoint residual"),
    OBJECTIVE("objective"),
    GRADIENT_NORM("gradient norm"),
    STEP("smallest step of the line search, which does not decrease the objective enough,");

    private final String text;

    Quantity(String text) {
      this.text = text;
    }
  }

  /** What can be done, in this order. */
  public enum Remedy {
    MORE_CYCLES("solving with cycles until it is exact"),
    FORGET("forgetting the L-BFGS memory"),
    STOP("stopping with the last good weights");

    private final String text;

    Remedy(String text) {
      this.text = text;
    }
  }

  /** All of it as one sentence for people, who count iterations from 1. */
  public String text() {
    return "level " + level + " (" + layers + " layers), iteration " + (iteration + 1) + ": "
        + quantity.text + " is " + value + "; " + remedy.text;
  }
}
