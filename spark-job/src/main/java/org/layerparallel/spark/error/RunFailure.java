package org.layerparallel.spark.error;

/**
 * What ends a run that was asked for rightly, and that no look into the code explains: the world around it failed. The
 * message is one line that says what was lost and what to do about it; the command line prints it and exits with 1.
 */
public final class RunFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message the one line
   * @param cause what was caught, for the log
   */
  public RunFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
